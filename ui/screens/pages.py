"""Which screen stands behind which place of the rail."""

from collections.abc import Mapping

from ui.screens.home import HomeScreen
from ui.screens.rail import Place
from ui.screens.reels.screen import ReelScreen
from ui.screens.search import SearchScreen
from ui.screens.settings import SettingsScreen
from ui.screens.shell import ScreenMaker
from ui.screens.showing import ShowingScreen
from ui.screens.summary import SummaryScreen
from ui.screens.watch.screen import WatchScreen
from ui.state.cover_reading import cover_reader, still_reader
from ui.state.playing import MakeSound
from ui.state.preferences import Preferences


def screen_makers(preferences: Preferences, make_sound: MakeSound) -> Mapping[Place, ScreenMaker]:
    """All of them; each is made when it is first entered."""
    return {
        Place.HOME: lambda desk: HomeScreen(desk, cover_reader(desk.context)),
        Place.SEARCH: lambda desk: SearchScreen(desk, still_reader(desk.context)),
        Place.WATCH: lambda desk: WatchScreen(desk, make_sound=make_sound, preferences=preferences),
        Place.REELS: lambda desk: ReelScreen(desk, make_sound=make_sound),
        Place.REVIEW: ShowingScreen,
        Place.SUMMARY: SummaryScreen,
        Place.SETTINGS: lambda desk: SettingsScreen(desk, preferences),
    }
