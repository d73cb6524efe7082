"""The languages that can be chosen: those Whisper knows, by their English names."""

from collections.abc import Mapping
from typing import Final

ENGLISH: Final = "en"

# Codes and names by openai/whisper, whisper/tokenizer.py.
_NAMES = """
af Afrikaans|sq Albanian|am Amharic|ar Arabic|hy Armenian|as Assamese|az Azerbaijani|ba Bashkir
eu Basque|be Belarusian|bn Bengali|bs Bosnian|br Breton|bg Bulgarian|my Burmese|yue Cantonese
ca Catalan|zh Chinese|hr Croatian|cs Czech|da Danish|nl Dutch|en English|et Estonian|fo Faroese
fi Finnish|fr French|gl Galician|ka Georgian|de German|el Greek|gu Gujarati|ht Haitian Creole
ha Hausa|haw Hawaiian|he Hebrew|hi Hindi|hu Hungarian|is Icelandic|id Indonesian|it Italian
ja Japanese|jw Javanese|kn Kannada|kk Kazakh|km Khmer|ko Korean|lo Lao|la Latin|lv Latvian
ln Lingala|lt Lithuanian|lb Luxembourgish|mk Macedonian|mg Malagasy|ms Malay|ml Malayalam
mt Maltese|mi Maori|mr Marathi|mn Mongolian|ne Nepali|no Norwegian|nn Nynorsk|oc Occitan|ps Pashto
fa Persian|pl Polish|pt Portuguese|pa Punjabi|ro Romanian|ru Russian|sa Sanskrit|sr Serbian
sn Shona|sd Sindhi|si Sinhala|sk Slovak|sl Slovenian|so Somali|es Spanish|su Sundanese|sw Swahili
sv Swedish|tl Tagalog|tg Tajik|ta Tamil|tt Tatar|te Telugu|th Thai|bo Tibetan|tr Turkish
tk Turkmen|uk Ukrainian|ur Urdu|uz Uzbek|vi Vietnamese|cy Welsh|yi Yiddish|yo Yoruba
"""
_ALPHABETICAL = dict(
    entry.split(" ", 1) for line in _NAMES.split("\n") for entry in line.split("|") if entry
)

# English first, the others by their names.
LANGUAGES: Final[Mapping[str, str]] = {ENGLISH: _ALPHABETICAL[ENGLISH]} | _ALPHABETICAL

# Written without spaces: what Whisper calls a word of them is a single sign.
UNSPACED: Final = frozenset({"ja", "lo", "my", "th", "yue", "zh"})


def base_code(code: str) -> str:
    """Return a language's code without its region: "en" for "en-GB"."""
    return code.lower().partition("-")[0]


def is_english(code: str) -> bool:
    """Return whether a code stands for English of any region."""
    return base_code(code) == ENGLISH


def language_name(code: str) -> str:
    """Return the English name of a language; its code when it is none of LANGUAGES."""
    return LANGUAGES.get(base_code(code), code)
