"""What on a page is not the report: furniture by element, by role, by the words of its class, and what is hidden."""

import re

from lxml import etree

_NEVER_SHOWN_LIST = """
script style noscript template head iframe object embed applet svg canvas audio video map select textarea button input datalist dialog
progress meter frameset noframes title meta link base param source track area rp
"""
NEVER_SHOWN = frozenset(_NEVER_SHOWN_LIST.split())
_FURNITURE = frozenset(["nav", "footer", "aside", "menu"])
_ROLES = frozenset(
    [
        "navigation",
        "contentinfo",
        "complementary",
        "search",
        "dialog",
        "alertdialog",
        "menu",
        "menubar",
        "toolbar",
        "banner",
        "tablist",
        "alert",
    ]
)
_WORDS_LIST = """
related share sharing sharebar sharebox shares social socials newsletter newsletters comments disqus cookie cookies consent gdpr
breadcrumb breadcrumbs promo promos promotion advert adverts advertisement advertising advertorial ads adsense adbox adslot dfp sponsor
sponsored sponsors outbrain taboola sidebar subscribe subscription signup recommended recommendations recommendation recirc
recirculation trending popular mostread mostpopular navbar navigation nav navlinks topnav subnav footer masthead toolbar modal popup
overlay lightbox login signin paywall regwall readmore morefrom tags tagcloud taglist topics onward teaser teasers pagination pager
skiplink skip printonly noprint addtoany addthis jetpack sharedaddy jp donate donation appeal reactions ratings rating poll survey
hatnote navbox editsection mw-jump toc catlinks crosshead-links relatedlinks relatedarticles relatedstories inlinelinks followus follow
"""
_WORDS = frozenset(_WORDS_LIST.split())
_PHRASES = re.compile(
    r"most[-_]?(?:read|popular|viewed|shared)|read[-_](?:more|next|also)|more[-_](?:on|from|stories|news|in|like)|also[-_]?(?:read|on|like)|you[-_]?(?:may|might)[-_]|"
    r"up[-_]next|author[-_](?:bio|box|info|card|about)|about[-_](?:the[-_])?author|related|sign[-_]?up|app[-_]?promo|social[-_]|[-_]social|share[-_]|[-_]share|"
    r"ad[-_](?:container|wrapper|slot|unit|label|placeholder|banner|block|box)|cookie|newsletter|rich[-_]link|story[-_]links|in[-_]?article[-_](?:promo|links|related)",
    re.I,
)
_UNSEEN = re.compile(
    r"\b(?:sr-only|screen-reader(?:-text|-only)?|visually-?hidden|visuallyhidden|is-hidden|hide-visually|assistive-text|u-hidden)\b", re.I
)
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_COMMENTS = re.compile(r"(?:^|[-_\s])(?:comments?|disqus|respond|reactions|discussion)(?:$|[-_\s])", re.I)
_WORD = re.compile(r"[a-z]+|[A-Z][a-z]*")
_NEVER_DROPPED = frozenset(["html", "body", "main", "h1", "p", "article", "em", "strong", "b", "i", "a", "q", "figcaption", "time"])


def names(element: etree._Element) -> str:
    """Return the class, id and the like of an element as one string."""
    return " ".join(value for key in ("class", "id", "data-component", "data-testid", "aria-label") if (value := element.get(key)))


def is_unseen(element: etree._Element) -> bool:
    """Say whether a browser shows nothing of the element, as far as its own markup tells."""
    if element.tag in NEVER_SHOWN or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    if style and _HIDING.search(style):
        return True
    classes = element.get("class")
    return bool(classes and _UNSEEN.search(classes))


def is_furniture(element: etree._Element) -> bool:
    """Say whether an element looks like furniture: navigation, sharing, teasers, advertising, comments, banners."""
    tag = element.tag
    if tag in _FURNITURE or element.get("role") in _ROLES:
        return True
    if tag in _NEVER_DROPPED:
        return False
    words = names(element)
    if not words:
        return False
    return bool(_PHRASES.search(words) or is_comments(element) or not _WORDS.isdisjoint(_tokens(words)))


def is_comments(element: etree._Element) -> bool:
    """Say whether an element is the readers' comments."""
    return bool(_COMMENTS.search(" ".join(value for key in ("class", "id") if (value := element.get(key)))))


def _tokens(words: str) -> set[str]:
    return {token.lower() for token in _WORD.findall(words)}
