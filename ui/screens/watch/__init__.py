"""Watch: play a clip, mark its moments with one key, put words to them."""
