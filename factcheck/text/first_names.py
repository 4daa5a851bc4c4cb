"""Knows the short forms of first names by which newsrooms call people: "Chris" is Christopher or Christine."""

from __future__ import annotations

_SHORT = """
al: albert alan alfred | alex: alexander alexandra alejandro | andy: andrew | art: arthur | barb: barbara
becky: rebecca | ben: benjamin | beth: elizabeth | bill: william | bob: robert | brad: bradley
cathy: catherine | charlie: charles | chris: christopher christine christina | chuck: charles | cindy: cynthia
dan: daniel | dave: david | deb: deborah | debbie: deborah | dick: richard | doug: douglas | drew: andrew
ed: edward edwin | fred: frederick alfred | gabe: gabriel | greg: gregory | hank: henry | jack: john
jake: jacob | jeff: jeffrey | jen: jennifer | jerry: gerald | jim: james | jimmy: james | joey: joseph
josh: joshua | kate: katherine kathleen | kathy: katherine kathleen | katie: katherine | ken: kenneth
larry: lawrence | liz: elizabeth | maggie: margaret | matt: matthew | meg: margaret | mike: michael
mitch: mitchell | nate: nathan nathaniel | ned: edward | nick: nicholas | pam: pamela | pat: patrick patricia
pete: peter | phil: philip phillip | ray: raymond | rich: richard | rick: richard | rob: robert | ron: ronald
russ: russell | sam: samuel samantha | sandy: sandra alexander | steve: steven stephen | stu: stuart
sue: susan | suzy: susan | ted: edward theodore | tim: timothy | tom: thomas | tony: anthony antony
val: valerie | vicky: victoria | vince: vincent | walt: walter | will: william | zach: zachary
"""
_NAMES = {
    short.strip(): frozenset((short.strip(), *whole.split()))
    for short, _, whole in (entry.partition(":") for line in _SHORT.strip().splitlines() for entry in line.split("|"))
}


def first_names(name: str) -> frozenset[str]:
    """A first name, in lower case, with those that it may be short for."""
    return _NAMES.get(name) or frozenset((name,))
