/* Lets writes, syncs and renames of the process fail, from the Nth on or the Nth alone. Preloaded by fault_loop.py. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sys/types.h>
#include <unistd.h>

static long calls, first, last;
static int error;

/* Counts from 1 anew; calls `from` to `to` fail. */
void fail_calls(long from, long to, int number)
{
    calls = 0;
    first = from;
    last = to;
    error = number;
}

long calls_made(void) { return calls; }

static int fails(void)
{
    if (error == 0)
        return 0;
    calls++;
    if (calls < first || calls > last)
        return 0;
    errno = error;
    return 1;
}

#define CALL(result, name, parameters, arguments)                              \
    result name parameters                                                     \
    {                                                                          \
        static result(*real) parameters;                                       \
        if (fails())                                                           \
            return -1;                                                         \
        if (!real)                                                             \
            real = (result(*) parameters)dlsym(RTLD_NEXT, #name);              \
        return real arguments;                                                 \
    }

CALL(ssize_t, write, (int fd, const void *data, size_t size), (fd, data, size))
CALL(ssize_t, pwrite, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at))
CALL(ssize_t, pwrite64, (int fd, const void *data, size_t size, off64_t at), (fd, data, size, at))
CALL(int, fsync, (int fd), (fd))
CALL(int, fdatasync, (int fd), (fd))
CALL(int, ftruncate, (int fd, off_t size), (fd, size))
CALL(int, ftruncate64, (int fd, off64_t size), (fd, size))
CALL(int, rename, (const char *from, const char *to), (from, to))
CALL(int, renameat, (int there, const char *from, int here, const char *to), (there, from, here, to))
