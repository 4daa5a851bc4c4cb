"""Names the rule by which one line of a page, read by itself, is not part of the article.

The rules know the furniture of news pages and no outlet: what share buttons, bylines, link lists
and biographies have in common.
"""

from __future__ import annotations

import re

from factcheck.model.record import record


@record
class LineRule:
    """A line of at most `words` words that `pattern` matches from its start is boilerplate."""

    name: str
    pattern: re.Pattern[str]
    words: int


def _rule(name: str, words: int, *patterns: str) -> LineRule:
    return LineRule(name, re.compile("|".join(f"(?:{p})" for p in patterns), re.I), words)


_NETWORKS = (
    r"facebook|twitter|x|instagram|whatsapp|linkedin|reddit|pinterest|tiktok|telegram|youtube|"
    r"threads|bluesky|flipboard|tumblr|messenger|snapchat|email|e-mail|print|copy link|link|save|"
    r"share|tweet|pin|comments?|bookmark|gift|sms|rss|more"
)
_COUNT = r"(?:good|bad|likes?|comments?|shares?|claps?|reactions?)"

# Unmistakable wherever they stand.
ANYWHERE: tuple[LineRule, ...] = (
    _rule(
        "share buttons",
        14,
        rf"(?:(?:{_NETWORKS})(?:\s+|\s*[|/,·•]\s*|$)){{2,}}$",
        r"(?:share|tweet|pin it|print|e-?mail|save|copy link|bookmark)$",
        r"(?:share|email|print|save) (?:this|the|full) (?:article|story|page|post)\b.{0,30}$",
        r"share (?:on|via|to|with) (?:your )?\w+(?: \w+)?$",
    ),
    _rule(
        "like counter",
        4,
        rf"\S{{0,30}}?{_COUNT}!?\s*\(\d[\d,]*\)$",
        rf"\d[\d,.]*k? {_COUNT}$",
        rf"{_COUNT}:? \d[\d,.]*k?$",
    ),
    _rule(
        "listening or reading time",
        10,
        r"(?:listen|watch|read|reading time|estimated reading time|audio|video)"
        r"(?: to (?:this|the) (?:article|story))?\W{0,3}\s*\d+(?::\d+)? ?(?:min|mins|minutes?|sec)?"
        r"(?: read)?(?: learn more)?\W*$",
        r"\d+[ -]min(?:ute)?s?(?: read| listen)\W*$",
        r"listen to (?:this|the) (?:article|story)$",
    ),
    _rule(
        "photo credit",
        25,
        r"(?:photo|image|picture|video|illustration|photograph|photo credit)s?"
        r"(?:\s+(?:credit|by|courtesy(?: of)?|source|copyright|caption|via))?\s*[:/|©](?!.*[.!?]$)",
        r"(?:image|media|photo|video) (?:caption|source|copyright|credit)\b(?!.*[.!?]$)",
        r"\(?(?:photo|image|picture|photograph|video)s? (?:by|courtesy|via|credit)\b[^.]*\)?\.?$",
        r"(?:enlarge|toggle|hide|show) (?:this )?(?:image|caption)$",
        r"(?:view|see|open) (?:the )?(?:photo )?(?:gallery|slideshow)$",
        r"file (?:photo|image|picture)\W*$",
    ),
    _rule(
        "advertisement",
        8,
        r"\W*(?:advertisement|advertising|sponsored(?: content| by \w+)?|promoted(?: content)?|"
        r"paid (?:content|post)|ad)\W*$",
        r"(?:story|article|content) continues (?:below|after)\b.*$",
        r"(?:scroll|continue) (?:down )?(?:to|reading)(?: (?:continue|below|the main story))?\W*$",
        r"skip (?:to (?:the )?(?:main )?content|advertisement|ad|navigation)$",
        r"article continues\W*$",
    ),
    _rule(
        "cookie notice",
        60,
        r"(?:we|this (?:web)?site|our (?:web)?site)(?: and our partners)? uses? cookies\b",
        r"by (?:continuing|using|browsing|clicking)\b.{0,60}\bcookies?\b",
        r"(?:accept|reject|manage|allow)(?: all)? cookies\b",
        r"cookie (?:policy|settings|preferences|notice)\W*$",
        r"(?:please )?(?:enable|turn on) javascript\b",
        r"your browser does not support\b",
    ),
    _rule(
        "subscription prompt",
        45,
        r"(?:click|tap|press) here\b.{0,40}\b(?:to|for)\b.*"
        r"\b(?:subscribe|sign up|newsletters?|app|alerts?|register)\b",
        r"(?:sign|signing) up (?:here |now |today |below )?(?:for|to)\b.*"
        r"\b(?:newsletters?|email (?:alerts?|updates)|alerts|inbox|briefing|bulletin)\b",
        r"(?:subscribe|register)(?: now| today| here)?\W*$",
        r"subscribe (?:now |today |here )?(?:to|for)\b.{0,60}"
        r"\b(?:our|newsletters?|channel|podcast|inbox|access|today|now|app)\b",
        r"(?:get|receive) (?:the|our|all the|more|breaking|daily|a)\b.{0,90}"
        r"\b(?:newsletter|inbox|email alerts|our app)\b",
        r"(?:download|get|install) (?:the|our)\b.{0,40}\bapp\b",
        r"(?:follow|like|join|find) us\b.{0,12}\bon\b",
        r"follow (?:@\w+|.{2,60} on (?:facebook|twitter|x|instagram|threads|bluesky|linkedin)\b)",
        r"(?:already a (?:subscriber|member)|have an account)\b.{0,40}(?:log|sign) in\W*$",
        r"(?:log|sign) in(?: or (?:register|subscribe|sign up))?(?: to .{0,40})?\W*$",
        r"(?:become a (?:member|subscriber)|support our (?:journalism|work))\b.{0,60}$",
        r"(?:leave|add|post) a comment\W*$",
        r"join the (?:conversation|discussion)\W*$",
        r"(?:show|view|read|load|see) (?:all |more )?comments(?: \(\d+\))?\W*$",
        r"back to top$",
    ),
    _rule(
        "credit",
        30,
        r"(?:additional )?reporting (?:and writing )?by (?-i:[A-Z])\S+ [^.]*;\s*"
        r"(?:additional |editing|writing|reporting)",
    ),
    _rule("disclaimer mark", 3, r"\[\s*disclaimer\s*\]\W*$", r"disclaimer:?$"),
    _rule(
        "copyright line",
        60,
        r"(?:©|\(c\)|copyright\b)\s*(?:©|\(c\))?\s*\d{4}\b",
        r"(?:©|copyright\s+©)\s*\S.{0,60}$",
        r"copyright\s+(?-i:(?:[A-Z]\S*\s+){1,5})(?:19|20)\d\d\b",
        r".{0,80}\ball rights reserved\b",
        r"this material may not be published, broadcast, rewritten",
    ),
    _rule("bare address", 4, r"(?:https?://|www\.)\S+(?:\s\S+){0,2}$"),
    _rule(
        "link to another article",
        30,
        r"(?:(?:also )?read (?:more|next|also|on|the full story|this|here)|related(?: (?:story|"
        r"stories|articles?|news|videos?|coverage|reading|links?))?|"
        r"see also|also see|don't miss|don’t miss|learn more|must read|also read|"
        r"up next|more (?:on|from) [^:.]{2,30}|go deeper|dig deeper)"
        r"\s*(?::|>|»|→|\|)\s*(?!.*[.]$).+$",
        r"(?:read|watch|listen|view) (?:more|now|the full (?:story|article|report)|next)"
        r"\s*(?:>+|»|→|…|\.\.\.)?$",
    ),
)

# At the end of a page only: in the midst of an article such sentences can be news.
TAIL: tuple[LineRule, ...] = (
    _rule(
        "credit",
        60,
        r"(?-i:[A-Z]).{2,100}\bcontributed\.?$",
        r"(?-i:[A-Z]).{2,160}\bcontributed (?:(?:reporting|research)\b|(?:to|for) (?:this|the) "
        r"(?:report|story|article|piece|post)\b|(?:to this|from) (?-i:[A-Z])[^.]{2,40}\.?$)",
        r"(?:(?:additional |with )?(?:reporting|editing|writing|production)|additional research)"
        r"(?: and \w+)? (?:by|from) (?-i:[A-Z])(?:\S+\s+){0,20}\S*$",
        r"(?:edited|written|compiled|produced|translated|fact-checked) by (?-i:[A-Z])"
        r"(?:\S*\s+){0,10}\S*$",
        r"this (?:story|article)(?: was| is| has been| originally)"
        r"[^.]{0,60}\b(?:published|appeared|provided|produced|translated|updated|corrected|edited|"
        r"republished|generated)\b",
        r"with (?:files|reporting|information|material|inputs?) from\b",
        r"(?:press|news) release\W*$",
    ),
    _rule(
        "contact line",
        45,
        r".{0,120}\b(?:can be reached|may be reached|reach (?:him|her|them|the (?:reporter|"
        r"author)))"
        r" (?:at|on|by|via)\b.*(?:@|\d{3})",
        r"(?:contact|e-?mail|write to|reach)(?: \S+){0,6}? (?:at )?\S+@\S+",
        r"\S+@\S+\.\w{2,}\W*$",
        r"@\w{2,}\W*$",
        r"(?:got|have|do you have) (?:a|any) (?:news )?(?:tip|story|question|comment)s?\b",
    ),
    _rule("source line", 14, r"(?:sources?|via|original (?:article|source|story))\s*:(?!.*\w[.]$)"),
    _rule("source line", 10, r"read the original\b"),
    _rule("disclaimer", 120, r"disclaimer\s*[:\-–—]"),
    _rule(
        "policy link",
        12,
        r"(?:terms|privacy|legal|accessibility|contact(?: us)?|about(?: us)?|careers|advertise|"
        r"help|sitemap|do not sell)\b(?:(?: of| and| &|,|\|| policy| use| service| conditions|"
        r" notice| statement|"
        r" settings| us| with| my| personal| information| help| terms| privacy| about| contact|"
        r" careers| advertise| sitemap)+)?$",
    ),
    _rule("tags", 30, r"(?:tags?|topics?|filed under|tagged(?: as| with)?|keywords?):(?!.*[.!?]$)"),
)

_JOBS = (
    r"(?:reporter|correspondent|journalist|editor|writer|columnist|contributor|producer|"
    r"photographer|photojournalist|freelancer|anchor|blogger|intern|(?:news|politics) fellow)"
)
_NAME = r"(?:[A-Z][\w.’'\-]*\s+){2,4}?"
BIO_START = re.compile(
    rf"{_NAME}(?:is|are) (?:an? |the |our )?(?:[\w’'&,/\-]+ ){{0,8}}?{_JOBS}s?\b"
    rf"|{_NAME}(?:covers|writes (?:about|on|for)|reports (?:on|for)|has covered|has reported)\b"
    rf"|Based in [^.]{{2,60}}, (?:he|she|they|{_NAME})\s*(?:covers?|writes?|reports?|is|was)\b"
    rf"|{_NAME}(?:joined|works (?:for|at)) [^.]{{2,80}}\b(?:as an? |covering|{_JOBS})"
    rf"|About the (?:author|writer|reporter)s?\b"
)
BIO_MORE = re.compile(
    r"(?:(?:He|She|They|[A-Z][\w’'\-]+) )?(?:also |has |have )?(?:previously|formerly|earlier)\b"
    r"|(?:He|She|They) (?:also |has |have |had )?(?:covers?|covered|writes?|wrote|written|reports?|"
    r"reported|worked|works|joined|lives?|graduated|studied|holds?|earned|received|won|is (?:an? |"
    r"the |based)|was (?:an? |the |previously|born)|can be|has been|spent|began|started|hails|"
    r"focuses|specializes|specialises|tweets)\b"
    r"|(?:Prior to|Before) (?:joining|that|this|working|coming)\b"
    r"|(?:His|Her|Their) (?:work|writing|reporting|stories)\b"
    rf"|Based in\b|A (?:graduate|native) of\b|{BIO_START.pattern}"
)

# At the top of a page a biography must say where the writer works: a lede may be about one.
BIO_HEAD = re.compile(
    rf"{_NAME}(?:is|are) (?:an? |the |our )?(?:[\w’'&,/\-]+ ){{0,5}}?{_JOBS}s? "
    r"(?:at|for|with|covering|based|who (?:covers|writes|reports))\b"
)

REPORTED_FROM = re.compile(rf"(?:By )?{_NAME}(?:reported|is reporting|reports) from\b")
BYLINE = re.compile(
    r"(?:(?:[Ww]ritten |[Rr]eported |[Ss]tory |[Ww]ords |[Pp]osted )?[Bb][Yy]|BY|WRITTEN BY|"
    r"Author:|"
    r"Reporter:|Editor:)\s+"
    r"(?:[A-Z@][\w.’'\-]*(?:[ ,|/&·•\-–—]+(?:[A-Z@(][\w.’'\-)]*|and|of|the|for|in|staff|"
    r"writer|"
    r"reporter|correspondent|editor|columnist|contributor|special|to|senior|news|on))*)"
    r"\W*$"
)
NAME_ONLY = re.compile(r"(?:[A-Z][\w.’'\-]*)(?: (?:[A-Z][\w.’'\-]*|de|van|von|der|la|bin|al|del)){1,4}$")

# Heads of link lists. A strong one speaks for itself; a weak one is also a fair subhead.
STRONG_HEAD = re.compile(
    r"(?:related(?: (?:stories|articles|news|content|links|posts|coverage|topics|reading|videos?|"
    r"items))?|(?:you )?(?:may|might) (?:also )?(?:like|be interested in)|you may also like|"
    r"(?:more|read more|latest)(?: news| stories)? (?:from|on) (?:\S+ ?){1,5}|"
    r"(?:more|latest) (?:news |stories )?in \S+(?: \S+)?|"
    r"more (?:stories|news|articles|coverage|headlines|like this|to read|to explore|for you)|"
    r"read (?:more|next|also|this next)|most (?:read|popular|viewed|shared|commented|watched|"
    r"recent)"
    r"(?: \w+){0,3}|(?:trending|popular)(?: (?:now|stories|news|articles|posts|today|this week|on "
    r".{2,30}))|(?:recommended|suggested) (?:for you|stories|articles|reading|videos|by .{2,30})|"
    r"(?:top|latest|recent|featured|editors?['’]?s?) (?:stories|news|articles|posts|headlines|"
    r"picks|"
    r"videos)|what to read next|(?:from )?around the web|sponsored (?:links|stories|content)|"
    r"promoted stories|in case you missed it|don['’]t miss|see also|also read|elsewhere on .{2,30}|"
    r"next (?:article|story|post)|previous (?:article|story|post)|keep reading|paid content|"
    r"from our partners|more on this(?: story| topic)?|our picks|related internet links)\s*:?\s*$",
    re.I,
)
WEAK_HEAD = re.compile(
    r"(?:rankings?|recommend(?:ed|ations?)|latest|popular|trending|hot|hot news|featured|explore|"
    r"top \d+|news|videos?|headlines|more|must[- ]reads?|up next|topics|sponsored|"
    r"comments?)\s*:?\s*$",
    re.I,
)
TAG_HEAD = re.compile(
    r"(?:in:|tags?:?|topics?:|filed under:?|tagged:?|keywords?:|categories:|(?:related|more) "
    r"topics:?|explore (?:more )?topics:?)\s*$",
    re.I,
)
BREADCRUMB = re.compile(
    r"(?:(?:current|you are here|location|position)\s*:?\s*)?(?:home|front ?page|start|index)\s*"
    r"(?:>|»|›|\s/\s|→|::|\|)|(?:[^>»›.]{2,30}\s*[>»›]\s*){2,}[^>»›]{2,}$",
    re.I,
)
MENU_WORDS = re.compile(
    r"(?:home|menu|search|log ?in|log ?out|sign ?in|sign ?up|subscribe|register|my account|account|"
    r"main menu|navigation|close|open menu|skip to (?:main )?content|site index|sections?|"
    r"e-?paper|live tv|watch live|newsletters?|donate|weather|news|sports?|business|politics|"
    r"opinion|world|local|video|videos|photos|podcasts|culture|lifestyle|technology|health|science|"
    r"entertainment|travel|breaking news|latest news|toggle navigation|edition)$",
    re.I,
)


def anywhere(text: str) -> str | None:
    """The rule by which a line is boilerplate wherever it stands, or None."""
    return _first(ANYWHERE, text)


def at_the_end(text: str) -> str | None:
    """The rule by which a line is boilerplate after the last paragraph, or None."""
    return _first(TAIL, text)


def _first(rules: tuple[LineRule, ...], text: str) -> str | None:
    words = len(text.split())
    for rule in rules:
        if words <= rule.words and rule.pattern.match(text):
            return rule.name
    return None
