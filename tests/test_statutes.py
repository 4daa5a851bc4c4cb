"""Sentences about an invented code of harbours, from the text of its statutes to the verdict."""

from __future__ import annotations

from pathlib import Path

import pytest

from factcheck.check import Checker
from factcheck.ingest.read import read_document
from factcheck.library import open_library
from factcheck.model.finding import Finding

HARBOUR = Path(__file__).parent / "data" / "harbour"


@pytest.fixture(scope="module")
def checker(cache: Path) -> Checker:
    return Checker(open_library((HARBOUR,)))


def status(checker: Checker, text: str) -> str:
    return checker.claim(text, None).status


RIGHT = """
A rower who wears a mask can be fined up to $40, 9 H.C. 30(w) says.
A rower who wears a mask and carries a trumpet can be fined up to $60, 9 H.C. 30(w) says.
9 H.C. 30(x) sets a minimum fee of $25 for a walrus.
The council must lend an ox to a rower who has been tarred and blindfolded, 9 H.C. 30(u) says.
A plea for kelp must be sung within 90 days of the baptism of the boat, 9 H.C. 30(v) says.
The pilot must send a lantern report to the council on the temper of the geese, 9 H.C. 30(m) says.
The pilot must notify the rower of the verdict, 9 H.C. 30(n) says.
The toll must be refunded if the rower fails to polish the bell, 9 H.C. 30(o) says.
The council may not send a rower over a bridge where the rower's hat would be wet, 9 H.C. 30(p) says.
A rower may go to the fair with the blessing of the pilot, 9 H.C. 30(q) says.
A rower twice found flying a red kite at noon can be fined up to $80, 9 H.C. 30(s) says.
The pilot must provide a rower who asks for a bunk with a list of bakers, 9 H.C. 30(t) says.
A rower who enters the dock at a place other than one named by the pilot can be fined up to $70, 9 H.C. 30(r) says.
The number of gulls fed in winter 1981 may not exceed 900, 9 H.C. 30(f) says.
There is no deadline for a petition based on a new smoke in the cellar of the widow, 9 H.C. 30(g) says.
The surety for a captive cannot be less than $15, 9 H.C. 30(i) says.
A neighbour may file one complaint about a dog, 9 H.C. 30(j) says.
The beekeeper must chair the choir of hens in spring, 9 H.C. 30(k) says.
Anchorage is not counted as service unless the rower baked bread, 9 H.C. 30(l) says.
The council may not hire a rower who robbed other people, 9 H.C. 30(a) says.
The harbour master can require scullers to testify by token, 9 H.C. 30(b) says.
The council may order the burning of baskets, 9 H.C. 30(c) says.
A juggler convicted of a grave fault for which he was fined at least $9 must be rinsed, 9 H.C. 30(d) says.
A tinker is not entitled to pay for helping count kelp, but fares are covered, 9 H.C. 30(e) says.
A gosling must be plucked, 9 H.C. 28(ee)(1) says.
A warden who finds that a heron has no nest must dye the heron, 9 H.C. 28(ff) says.
A tow ticket is not a mooring licence, and a punt must be hauled ashore, 9 H.C. 28 says.
The warden must audit the drummer of the guild, 9 H.C. 28(aa) says.
A ringer responsible for a breach of the peace must be expelled, 9 H.C. 28(bb) says.
No ticket is required of a sailor who is ill, 9 H.C. 28(dd) says.
A skater may weigh anyone believed to be a swimmer, 9 H.C. 28(x) says.
The hearing of a plea must come within 9 days, 9 H.C. 28(z) says.
The bosun must help the tinker in the caulking of hulls, 9 H.C. 28(o) says.
The skipper of a lugger that carries a hostage must wash the sailor before the fair, 9 H.C. 28(p) says.
Anyone who borrows a net to dodge the toll can be caged for up to five days, 9 H.C. 28(q) says.
A roper who induced another to row in violation of the law must be rinsed, 9 H.C. 28(r) says.
A stranger may not fish except under the rules of the council, 9 H.C. 28(s) says.
The council may lend a spade for a token, 9 H.C. 28(u) says.
Punts are not eligible for a ring and must be hauled ashore, 9 H.C. 28(a) says.
Sending a barge to a creek where it would be crushed because of its age is forbidden, 9 H.C. 28(b) says.
A garlanded punt must be scrubbed if the wedding does not take place within 3 days, 9 H.C. 28(c) says.
A watchman may drag without a token sailors who are asleep, 9 H.C. 28(d) says.
A watchman may drag without a token any sailor whose sleep was due to a fever, 9 H.C. 28(d) says.
A tow ticket does not count as a mooring licence, 9 H.C. 28(e) says.
9 H.C. 16(f) tells the council to inspect the lamps once a year.
A stranded punt may not race for 5 days, 9 H.C. 28(f) says.
A diver may ask for a ladder, 9 H.C. 28(g) says.
The council may not open a hatch except for air, polishing or the sale of oysters, 9 H.C. 28(h) says.
A plea by lantern requires the blessing of the pilot, 9 H.C. 28(i) says.
The blessing of the pilot is needed before a plea is heard by lantern, 9 H.C. 28(i) says.
A rusty anvil may be drowned past the end of the fair, 9 H.C. 28(k) says.
A cook who does not polish the buckets must be fired by the council, 9 H.C. 28(l) says.
The council must fire a cook who stops polishing the buckets, 9 H.C. 28(l) says.
The ransom of jetties needs the blessing of the harbour master, 9 H.C. 26(j) says.
A drifter is a roper who cannot go home, 9 H.C. 26(h) says.
The council must assist a cook in the counting of kelp if a rower requests it, 9 H.C. 26(f) says.
A skiff that carries kelp may be searched, 9 H.C. 26(f) says.
Eels are not available to a roper who has cheated, 9 H.C. 26(a) says.
A roper who has been fined must be rinsed, 9 H.C. 26(e) says.
The council must inform a pilot that he may appeal, 9 H.C. 14 says.
A stoker may not ask for a bunk unless he is found seasick, 9 H.C. 22(b) says.
The council must mend the buoy every year, 9 H.C. 24(k) says.
A plea from a bargee has no deadline, 9 H.C. 24(l) says.
If the council does not find that he is drunk, a skipper may wear a ribbon, 9 H.C. 24(a) says.
Fishing boats are not subject to the tow ticket rule, 9 H.C. 24(d) says.
A skipper may file a plea within 30 days after the verdict, 9 H.C. 24(e) says.
It is unlawful for an islander to hunt a whale without a harpoon, 9 H.C. 24(f) says.
A skipper who feeds a songbird after being scolded is ineligible for an anchor, 9 H.C. 24(g) says.
Harbour Watch notes that the harbour master may close the harbour under 9 H.C. 16.
It is a crime to nail a notice to a buoy without the leave of the council, 9 H.C. 16 says.
A ship is fined up to $50 for the first breach of a seal and up to $90 for a later breach, 9 H.C. 16 says.
The first breach of a seal is fined up to $50 and a later breach up to $90, 9 H.C. 16 says.
The harbour master may, but need not, close the harbour, under 9 H.C. 16.
The council is encouraged, but not required, to use the old pier for the painting of wharves, under 9 H.C. 16.
Inspection during a storm is optional, 9 H.C. 12 says.
As the pilots' guild likes to say, the council must inspect the lamps once a year, under 9 H.C. 16.
The pilot is not obliged to paint a wharf in consultation with the council, 9 H.C. 16 says.
9 H.C. 18(t) limits the admission of a guest to the day.
Admission to the pier is not the same as a berth, 9 H.C. 18(t) says.
The sailor must prove that he was ill, under 9 H.C. 18(t)(2).
The council may take the lantern away, 9 H.C. 18(t)(3) says.
Under 9 H.C. 12, a ship may apply for a berth no matter whether it carries cargo.
Under section 3 of the Pilot Act, vessels may apply for a mooring.
9 H.C. 12 bars a ship from getting a mooring licence until 30 days after the dues are paid.
The master must inspect every vessel within two days, but not the engine room, unless there is a gale, 9 H.C. 12 says.
The 10-day limit in 9 H.C. 12 does not apply to trawlers.
Under 9 H.C. 12, ships may not sail out of the harbour in winter without a pilot.
A ship that pays no dues can be fined up to $500, under 9 H.C. 12(c)(2).
9 H.C. 14 requires pilots to guide tankers through the strait.
9 H.C. 14 lets the harbour master sign a contract with a foreign port for the training of pilots.
The council has no jurisdiction to review the harbour master's decision on an inspection, under 9 H.C. 12.
By law, a pilot shall guide a tanker through the strait.
Under 9 H.C. 12, the harbour master shall inspect every ship "within 48 hours, but not the engine room".
Under 9 H.C. 12(a)(2), the 10-day limit does not apply to trawlers.
9 H.C. §§ 12 and 14 require pilots to guide tankers through the strait.
9 H.C. §§ 12-14 require pilots to guide tankers through the strait.
Under 9 H.C. 14(a)-(b), pilots must guide tankers through the strait.
Under 9 H.C. 14, the revocation of a licence does not bar the collection of dues.
9 H.C. 14 does not require a pilot to carry a lamp.
A pilot who is licensed may not be detained by the council on the basis of a debt, 9 H.C. 14 says.
Under 9 H.C. 14, the council must inform a pilot of the right to appeal.
The council may take the boat and must return it within 20 days, under 9 H.C. 14(d)(3).
The harbour master may not license a foreign pilot who is bankrupt, under 9 H.C. 14.
Under 9 H.C. 14, the chief pilot must report to the council.
Under 9 H.C. 14(f), the pilot must have a signal lamp.
Under 9 H.C. 14(f), the pilot must not have worked on a wreck since May 4, 1999.
Ships need a pilot to leave the harbour in winter, 9 H.C. 12 says.
Ships that file an application more than 10 days after arrival may not apply for a berth, under 9 H.C. 12.
A ship that carries powder may not be untethered, 9 H.C. 16 says.
Lending leave to moor to another ship is unlawful, 9 H.C. 16 says.
Under 9 H.C. 16, a ship may be towed, but not by steam.
The council must inspect the lamps once a year, under 9 H.C. 16.
A ship that breaks its tether may not be ransomed, 9 H.C. 16 says.
The pilot may paint a wharf after consulting the council, under 9 H.C. 16.
The council must whitewash a ship that is fined upon review, 9 H.C. 16 says.
A ship that breaks its tether cannot ever be ransomed, 9 H.C. 16 says.
It is a wrongdoing to lend leave to moor to another ship, 9 H.C. 16 says.
A person who nails a notice to a buoy without the leave of the council is fined, under 9 H.C. 16.
The council must make sure that anchors are painted, 9 H.C. 16 says.
A raft does not count toward the yearly quota of barges, under 9 H.C. 16.
The council can lengthen a charter if the charterer refuses to sail, 9 H.C. 16 says.
No pilot has to carry a lamp, under 9 H.C. 14.
A pilot needs no lamp, 9 H.C. 14 says.
A ship that breaks its tether is impounded, under 9 H.C. 16.
A barge may not moor for more than five days, under 9 H.C. 16.
The harbour master must inspect every vessel within 48 hours, but not the engine room.
It is unlawful to sail out of the harbour in winter without a pilot.
The Pilot Act defines a raft as a ship without an anchor.
Under 9 H.C. 16, the term "harbour waters" includes the strait.
By law, the council sets the number of anchors before the winter starts.
Under 9 H.C. 16, the council may raise a wreck only for a debt or a gale.
A ship that is not inspected within the winter must be painted, 9 H.C. 16 says.
The harbour master may close the harbour under 9 H.C. 16.
A ship without an anchor is a raft, 9 H.C. 16 says.
Divers are subject to the direction of the harbour master, 9 H.C. 16(w) says.
A diver is not eligible for a pension, under 9 H.C. 16(w)(2).
Under 9 H.C. 16(w)(3), a dive may not be shorter than two hours or longer than six hours.
Under 9 H.C. 16(w), a diver has to report a leak within three days before the dive begins.
It is the harbour master who may close the harbour under 9 H.C. 16.
9 H.C. 16(w)(2) denies a pension to divers.
9 H.C. 12(b) gives the harbour master 48 hours to inspect a ship.
Berths are governed by 9 H.C. 12.
Salvage is dealt with in 9 H.C. 18.
Burning tar on the quay is a wrongdoing, 9 H.C. 18(e) says.
A lighter is a ship under nine years of age with no mast and no keeper on the quay, 9 H.C. 18 says.
Signalmen working under a contract are directed by the harbour master, 9 H.C. 18(h) says.
Whether a buoy is seaworthy is determined by the pilot, 9 H.C. 18(i) says.
The barge may stay in the dry dock if the tide is low, 9 H.C. 18(j) says.
The mooring time is lengthened if the tide is low, 9 H.C. 18(j) says.
The pilot does not need a flag to speak with the harbour master, 9 H.C. 18(l) says.
9 H.C. 14(f) requires pilots to have a signal lamp.
The council must give a keeper a lantern, 9 H.C. 18(m) says.
9 H.C. 14(g) leaves it to the harbour master whether to revoke a tide licence.
A dry dock may be closed without an appeal, 9 H.C. 18(n) says.
A lighter, under 9 H.C. 18, is a ship under nine that has no mast.
The law defines a raft as a ship without an anchor.
A licence for a tug may be issued only if the pilot has been told of it, under 9 H.C. 18(q).
The keeper has to have the consent of the owner before he enters a tug, 9 H.C. 18(q) says.
A complaint about a leak has to be sent within 20 days of the storm, 9 H.C. 18 says.
The log has to include a list of the rafts, 9 H.C. 18(s) says.
A dredger that has been sounded must be chained at the quay, 9 H.C. 20(a) says.
The keeper may not board a dredger without the pass of the owner or a token, 9 H.C. 20(b) says.
A ship that rams a jetty is fined up to $30 or scuttled, under 9 H.C. 20(c).
A badge may be withdrawn by the council if the mate was not a diver at the hiring, 9 H.C. 20(d) says.
A sloop may not leave the quay while its mast is broken, 9 H.C. 20(e) says.
During a siege the council may not free a sailor who is found rebellious, 9 H.C. 20(g) says.
The council may close a lock without a warning, 9 H.C. 20(h) says.
9 H.C. 20(j) does not entitle a guest to a hammock.
A ferryman who has lost two oars or more is not eligible for a medal, 9 H.C. 20(n) says.
A ferryman may sail abroad if the council consents beforehand, 9 H.C. 20(p) says.
9 H.C. 20(q) gives the pilot 12 days to sound the lock.
The council must light the 30 beacons that guide rafts, 9 H.C. 20(t) says.
A ferryman must scrub the deck under a charter, 9 H.C. 20(u) says.
A stoker found seasick must be fed while his claim to a pearl is heard, 9 H.C. 22(a) says.
A bellman may ring the bell at the expense of the village, 9 H.C. 22(c) says.
Bellmen who ring the bell must have schooling, 9 H.C. 22(c)(2) says.
No stoker may be dismissed because of his creed or song, 9 H.C. 22(e) says.
A stoker who hides a bell can be locked up for up to seven days, 9 H.C. 22(f) says.
The council may bar sailors from ports with fever, 9 H.C. 22(h) says.
A stoker may blow a whistle, 9 H.C. 22(i) says.
A stoker can ask a pilot to check the whistle, 9 H.C. 22(i) says.
A stoker may fly a flag only under rules that the council prescribes, 9 H.C. 22(j) says.
A stoker who breaks an oar and a rope must be painted, 9 H.C. 22(k) says.
A stoker may not get a candle until eight days after he signs on, 9 H.C. 22(l) says.
A ketch with a cracked tiller may not be found to be a stout ship, 9 H.C. 22(m) says.
The council must mend the tiller of a ketch upon the request of the pilot, 9 H.C. 22(m) says.
The council must take every ketch that carries pitch into the dock, 9 H.C. 22(o) says.
A hull survey has to be asked for within 40 days of the launch, 9 H.C. 22(n) says.
A bargee with a wound may be refused a berth, 9 H.C. 22(p) says.
Trials of bargees are heard before the council, 9 H.C. 22(p) says.
Under 9 H.C. 16(w)(3), a dive can't be shorter than two hours or longer than six hours.
It is a wrongdoing for a ship that was ransomed to sail without the leave of the council, 9 H.C. 16(z) says.
A lighter is a ship under 9 years of age with no mast and no keeper willing to mend the hull, 9 H.C. 18(f) says.
A hearing on a wreck may not take place less than 8 days after the notice, 9 H.C. 20(m) says.
A council cannot set aside a decision by the harbour master to revoke a tide licence, 9 H.C. 14(g)(2) says.
A diver works under the direction of the harbour master, 9 H.C. 16 says.
A stoker can get up to 7 days for hiding a bell, 9 H.C. 22(f) says.
Section 3 of the Pilot Act, codified at 9 H.C. 12, lets ships apply for a berth.
A stoker may fly a flag under rules that the council prescribes, 9 H.C. 22(j) says.
Under 9 H.C. 32(a), the council may ban the unloading of figs from an island.
The council may ban the unloading of figs for as long as it deems necessary, 9 H.C. 32(a) says.
It is unlawful for a sailor to blow a whistle in a request for a hammock, 9 H.C. 32(b) says.
The council must print a register of cooks, 9 H.C. 32(d) says.
A sailor may choose one harp, 9 H.C. 32(e) says.
The council may revoke a stick, 9 H.C. 32(f) says.
A sailor who steals a spoon is fined up to $30, 9 H.C. 32(j) says.
The master may order the burning of hay, 9 H.C. 32(l) says.
A sailor must carry a candle unless that requirement is lifted by the master, 9 H.C. 32(n) says.
A stranger who impersonates an islander must be rinsed, 9 H.C. 32(o) says.
The council must hang no more than 40 pier beacons along the moat, 9 H.C. 34(a) says.
Mates responsible for a terrible wreck may not be licensed, 9 H.C. 34(b) says.
The council may free a moth because of an ongoing drizzle in the attic, 9 H.C. 34(c) says.
A toddler 7 or younger may ride a donkey, 9 H.C. 34(d) says.
A sailor found on combing to be lousy may be bathed, 9 H.C. 34(e) says.
"""
WRONG = """
A rower with a trumpet and a mask can be fined at most $40, 9 H.C. 30(w) says.
The surety for a captive cannot be less than $50, 9 H.C. 30(i) says.
A neighbour may file as many complaints about a dog as he likes, 9 H.C. 30(j) says.
The beekeeper may not chair the choir of hens in spring, 9 H.C. 30(k) says.
The anchorage of a rower who baked bread may not be counted as service, 9 H.C. 30(l) says.
A tinker is entitled to pay for helping count kelp, 9 H.C. 30(e) says.
The warden finds that a heron has no nest and must not dye it, 9 H.C. 28(ff) says.
A beekeeper may be accorded a hive for no less than 12 months, 9 H.C. 28(cc) says.
The council may hire a juggler under any circumstances, 9 H.C. 28(v) says.
A cheese that is ripe must be buried, 9 H.C. 28(w) says.
The council may hang a lantern without proof, 9 H.C. 28(y) says.
The hearing of a plea must come within 12 days, 9 H.C. 28(z) says.
Punts are eligible for a ring and must be hauled ashore, 9 H.C. 28(a) says.
Punts are not eligible for a ring and need not be hauled ashore, 9 H.C. 28(a) says.
Sending a barge to a creek where it would be crushed because of its age is permitted, 9 H.C. 28(b) says.
A garlanded punt must be scrubbed if the wedding takes place within 3 days, 9 H.C. 28(c) says.
9 H.C. 16(f) tells the council to inspect the lamps every three years.
A punt stranded in a later breach may not race for 5 days, 9 H.C. 28(f) says.
A diver may not ask for a ladder, 9 H.C. 28(g) says.
No one may drown a rusty anvil after the fair, 9 H.C. 28(k) says.
No one may be drowned after the fair, 9 H.C. 28(k) says.
The council need not fire a cook who does not polish the buckets, 9 H.C. 28(l) says.
The salvage ban applies to skiffs, 9 H.C. 28(n) says.
The salvage rule applies to skiffs, 9 H.C. 28(n) says.
A tow ticket counts as a mooring licence, 9 H.C. 28(e) says.
Bathing a roper who rows is at the council's discretion, 9 H.C. 26(i) says.
The council need not inform a pilot that he may appeal, 9 H.C. 14 says.
The council must mend the buoy every two years, 9 H.C. 24(k) says.
A skipper who rows may be regarded as eligible for a prize by the council, 9 H.C. 24(c) says.
Fishing boats are subject to the tow ticket rule, 9 H.C. 24(d) says.
It is unlawful for a stranger to hunt a whale without a harpoon, 9 H.C. 24(f) says.
The harbour master must inspect every vessel within five days at the latest, 9 H.C. 12 says.
The harbour master may, at his option, inspect every vessel, under 9 H.C. 12.
A ship is fined up to $90 for the first breach of a seal and up to $50 for a later breach, 9 H.C. 16 says.
Under 9 H.C. 16, the fine for a first breach of a seal is at most $90, and for a later breach at most $50.
The harbour master is allowed, but not obliged, to inspect every vessel, under 9 H.C. 12.
The harbour master may close the harbour at no time, under 9 H.C. 16.
The wharf being flooded does not affect a barge's eligibility to be sent there, 9 H.C. 16(s) says.
9 H.C. 12 limits applications for a berth to ships that carry cargo.
Admission to the pier is a berth, 9 H.C. 18(t) says.
The council must prove that the sailor was ill, under 9 H.C. 18(t)(2).
It is up to the council to prove that the sailor was not ill, 9 H.C. 18(t)(2) says.
Under 9 H.C. 12, only ships that carry cargo may apply for a berth.
9 H.C. 12 lets a ship get a mooring licence 10 days after the dues are paid.
The harbour master must inspect every vessel within three days, 9 H.C. 12 says.
The pilot must inspect every vessel within two days, 9 H.C. 12 says.
The harbour master may not inspect a vessel within 48 hours, 9 H.C. 12 says.
The harbour master must inspect every vessel and the engine room within 48 hours, 9 H.C. 12 says.
Under 9 H.C. 12, trawlers may not apply for a berth after the 10-day limit.
Under 9 H.C. 12, ships may sail out of the harbour in winter without a pilot.
A ship that pays no dues can be fined up to $900, under 9 H.C. 12(c)(2).
9 H.C. 14 requires the harbour master to sign a contract with a foreign port for the training of pilots.
The council may review the harbour master's decision on an inspection, under 9 H.C. 12.
Pilots must guide tankers through the strait under 9 H.C. 12.
9 H.C. 12 says that the pilot shall inspect every ship "within 48 hours, but not the engine room".
Under 9 H.C. 12(h), ships may not sail out of the harbour in winter without a pilot.
Under 9 H.C. §§ 12(b) and 12, the harbour master must inspect every vessel within three days.
Under 9 H.C. 14, the revocation of a licence bars the collection of dues.
9 H.C. 14 requires a pilot to carry a lamp.
Under 9 H.C. 14, the council may detain a pilot on the basis of a debt.
The council may take the boat and must return it within 30 days, under 9 H.C. 14(d)(3).
The harbour master may license a foreign pilot who is bankrupt, under 9 H.C. 14.
Under 9 H.C. 14, the chief pilot reports to the harbour master.
Ships do not need a pilot to leave the harbour in winter, 9 H.C. 12 says.
Ships need no pilot to leave the harbour in winter, 9 H.C. 12 says.
The owner of an insured tanker may have a refund, 9 H.C. 14 says.
The council may not inform a pilot of the right to appeal, 9 H.C. 14 says.
9 H.C. 14(g) bars the harbour master from revoking a tide licence.
A ship that carries powder must be untethered, 9 H.C. 16 says.
Complaints about a tug are referred to the tide board, under 9 H.C. 16.
Under 9 H.C. 16, a ship may be towed by steam.
The council must inspect the lamps every two years, under 9 H.C. 16.
The harbour master may close the harbour for no more than 30 days, under 9 H.C. 16.
A ship that breaks its tether can be ransomed, 9 H.C. 16 says.
The council may paint a wharf in consultation with the pilot, under 9 H.C. 16.
The first breach of a seal may be fined up to $90, under 9 H.C. 16.
The repainting of a buoy is done by the harbour master, 9 H.C. 16 says.
9 H.C. 16 lets a tug moor for more than 3 days.
9 H.C. 16 requires the council to use the old pier for the painting of wharves.
The council may lend a compass for a deposit of as little as $20, under 9 H.C. 16.
Rafts count toward the yearly quota of barges, under 9 H.C. 16.
A barge may be sent to a wharf that is flooded, under 9 H.C. 16(s).
A tug may moor for up to four days, under 9 H.C. 16(e).
Under 9 H.C. 14, the chief pilot reports directly to the port captain.
9 H.C. 14 requires the chief pilot to report to the harbour master.
The port captain must inspect every vessel within 48 hours, 9 H.C. 12 says.
Under 9 H.C. 16, the term "harbour waters" does not include the strait.
Under 9 H.C. 16, the council may choose whether to inspect the lamps.
A tug may moor for a full week, under 9 H.C. 16(e).
9 H.C. 16 lets everyone but the harbour master close the harbour.
Not the council but the pilot may close the harbour under 9 H.C. 16.
Under 9 H.C. 16, the council must inspect the lamps at most annually.
By law, the harbour master sets the number of anchors before the winter starts.
Divers are subject to the direction of the council, 9 H.C. 16(w) says.
A diver may apply for a pension, under 9 H.C. 16(w)(2).
9 H.C. 16(g) gives the power to close the harbour to the council.
9 H.C. 12(b) gives the harbour master three days to inspect a ship.
9 H.C. 16(g) leaves the closing of the harbour to the council.
It is the council that may close the harbour under 9 H.C. 16.
The council may raise a wreck for any reason, 9 H.C. 16 says.
9 H.C. 16(w)(5) lets a diver have a bonus in summer.
The council may let a ship anchor in the strait without a sounding, 9 H.C. 18 says.
The time for a complaint about a signal must be at least 20 days, 9 H.C. 18(c) says.
A tow ticket may be valid for up to nine days, under 9 H.C. 18(d).
Burning tar on the quay is no wrongdoing, 9 H.C. 18(e) says.
A lighter is a ship under 12 years of age with no mast and no keeper on the quay, 9 H.C. 18 says.
A lighter, under 9 H.C. 18, is a ship under twelve that has no mast.
The council has no duty to give a keeper a lantern, 9 H.C. 18(m) says.
The council is under no obligation to give a keeper a lantern, 9 H.C. 18(m) says.
The keeper may enter a tug without the consent of the owner, 9 H.C. 18(q) says.
Salvage is dealt with in 9 H.C. 14.
The diving fees are prescribed by the harbour master, 9 H.C. 18(g) says.
A signalman must eat before a watch free of charge, 9 H.C. 18(h) says.
Whether a buoy is seaworthy is determined by the council, 9 H.C. 18(i) says.
9 H.C. 14 sets out the rules for tow tickets.
The council may review the alteration of a whistle, 9 H.C. 18(k) says.
The pilot needs a flag to speak with the harbour master, 9 H.C. 18(l) says.
9 H.C. 14(f) does not require pilots to have a signal lamp.
9 H.C. 16(w)(5) entitles a diver to a bonus.
9 H.C. 12(b) leaves it to the harbour master whether to inspect a ship.
The council may take a deposit as low as $20 for a compass, 9 H.C. 16(p) says.
During a siege the council may free a sailor who is found rebellious, 9 H.C. 20(g) says.
The harbour master must review the charts every year, 9 H.C. 20(i) says.
9 H.C. 20(l) puts the burden of proof on the council.
A decision on an oar may be reviewed by the council, 9 H.C. 20(s) says.
9 H.C. 20(q) gives the pilot 30 days to sound the lock.
The council must light the 50 harbour beacons, 9 H.C. 20(t) says.
A hearing on a wreck may take place earlier than eight days after the notice, 9 H.C. 20(m) says.
9 H.C. 20(g) lets the council choose whether to lock up a sailor during a siege.
The council must report a wreck within nine hours after it strands, 9 H.C. 22(d) says.
The council must bar sailors from ports with fever, 9 H.C. 22(h) says.
A stoker may fly a flag only under rules that the harbour master sets, 9 H.C. 22(j) says.
A stoker can ask the council to check the whistle, 9 H.C. 22(i) says.
A ketch with a cracked tiller may be found to be a stout ship, 9 H.C. 22(m) says.
A hull survey has to be asked for within 90 days of the launch, 9 H.C. 22(n) says.
Nailing a notice to a buoy without the leave of the council is no wrongdoing, 9 H.C. 16 says.
The pilot must mend the tiller of a ketch, 9 H.C. 22(m) says.
A lighter is a ship under 9 years of age with no mast and a keeper willing to mend the hull, 9 H.C. 18(f) says.
Ships may be inspected within 48 hours, but need not be, 9 H.C. 12(b) says.
Ships may be inspected, at the harbour master's discretion, within 48 hours, 9 H.C. 12(b) says.
A hearing on a wreck may not take place less than 9 days after the notice, 9 H.C. 20(m) says.
A stoker can get up to 70 days for hiding a bell, 9 H.C. 22(f) says.
Section 3 of the Pilot Act, codified at 9 H.C. 14, lets ships apply for a berth.
The law lets the harbour master inspect ships within 48 hours, but does not require it, 9 H.C. 12(b) says.
A hearing on a wreck may take place less than 8 days after the notice, 9 H.C. 20(m) says.
The council must hang up to 90 pier beacons along the moat, 9 H.C. 34(a) says.
"""
OPEN = """
9 H.C. 30(x) sets a maximum fee of $25 for a walrus.
The council must lend an ox to any rower, 9 H.C. 30(u) says.
The council must lend an ox to a tarred and blindfolded rower unless it serves the village peace, 9 H.C. 30(u) says.
A plea for kelp must be sung within 90 days of the wedding, 9 H.C. 30(v) says.
The council must send a lantern report to the pilot on the temper of the geese, 9 H.C. 30(m) says.
The pilot must notify the council of the verdict, 9 H.C. 30(n) says.
The toll must be refunded if the rower polishes the bell, 9 H.C. 30(o) says.
The toll must be refunded if he wishes it, 9 H.C. 30(o) says.
The council may not send a rower over a bridge where the council's hat would be wet, 9 H.C. 30(p) says.
A pilot who enters the dock at a place other than one named can be fined up to $70, 9 H.C. 30(r) says.
Any rower with a kite can be fined up to $80, 9 H.C. 30(s) says.
A rower who asks for a bunk must provide the pilot with a list of bakers, 9 H.C. 30(t) says.
The yearly number of gulls fed in winter may not exceed 900, 9 H.C. 30(f) says.
There is no deadline for a petition, 9 H.C. 30(g) says.
The council may not hire a rower who was robbed, 9 H.C. 30(a) says.
A rower robbed by another may not be hired by the council, 9 H.C. 30(a) says.
Scullers can require the harbour master to testify by token, 9 H.C. 30(b) says.
The council may order the burning of ropers, 9 H.C. 30(c) says.
A juggler convicted of any fault for which he was fined at least $9 must be rinsed, 9 H.C. 30(d) says.
Most jugglers who commit a grave fault are fined less than $9, 9 H.C. 30(d) says.
Few barges have moored for more than five days, despite 9 H.C. 16.
Limping goslings are not covered by the plucking rule of 9 H.C. 28(ee)(1).
The warden finds that a heron has no nest and dyes the heron, 9 H.C. 28(ff) says.
The drummer of the guild must audit the warden, 9 H.C. 28(aa) says.
A ringer responsible for the peace must be expelled, 9 H.C. 28(bb) says.
No ticket is required of any sailor, 9 H.C. 28(dd) says.
The council may hire a juggler under any circumstances if he is tarred, 9 H.C. 28(v) says.
A cheese that has not been proved to be ripe must be buried, 9 H.C. 28(w) says.
The council may hang a lantern with no other proof, 9 H.C. 28(y) says.
The tinker must help the bosun in the caulking of hulls, 9 H.C. 28(o) says.
A hostage must wash the skipper before the fair, 9 H.C. 28(p) says.
Anyone who borrows a net can be caged for up to five days, 9 H.C. 28(q) says.
A roper who induced another to row legally must be rinsed, 9 H.C. 28(r) says.
It is unlawful for an islander to fish except under the rules of the council, 9 H.C. 28(s) says.
The council may lend a spade for a token and an anvil, 9 H.C. 28(u) says.
The council may lend a spade for a token and a silver anvil, 9 H.C. 28(u) says.
A punt stranded in a collision may not race for 5 days, 9 H.C. 28(f) says.
9 H.C. 28(g) limits the ability of a diver to ask for a ladder.
The council may not open a hatch except for music, 9 H.C. 28(h) says.
The loan of a harpoon requires the blessing of the pilot, 9 H.C. 28(j) says.
The watchman may enter a cellar if an oyster is unparleyable, 9 H.C. 28(m) says.
The roper decides when he is bathed, 9 H.C. 26(i) says.
Ropers can be caged over any fever, 9 H.C. 26(g) says.
The kelp rule applies to ropers who row, 9 H.C. 26(i) says.
A fever is defined in 9 H.C. 26.
Rowers may search and scrub a skiff that carries kelp, 9 H.C. 26(f) says.
A cook must assist the council in the counting of kelp, 9 H.C. 26(f) says.
Eels do not apply to jugglers, 9 H.C. 26(a) says.
Eels do not apply to such people, 9 H.C. 26(a) says.
A village may lead ropers back during the fair, 9 H.C. 26(b) says.
The end of the hire of a kiln takes effect when the notice is cried, 9 H.C. 26(c) says.
A roper who has been painted may have a berth, 9 H.C. 26(e) says.
Ropers who come under 9 H.C. 26(c)(3) may be given a ladle by the council, 9 H.C. 26 says.
A cooper must pay for the cask, 9 H.C. 24(n) says.
A skipper who hums may not be fed to a gull, 9 H.C. 24(m) says.
If the council finds that he is drunk, a skipper may wear a ribbon, 9 H.C. 24(a) says.
A verdict may be lifted if a plea is filed within 30 days after it or the skipper proves a squall, 9 H.C. 24(e) says.
A skipper who feeds a songbird before being scolded is ineligible for an anchor, 9 H.C. 24(g) says.
The council may send a skipper to his home port, 9 H.C. 24(i) says.
The owner of a ferry may pay for the barrel, 9 H.C. 24(j) says.
9 H.C. 24(h) defines “widow” as never having been betrothed.
The harbour master may license a foreign pilot unless he is not bankrupt, 9 H.C. 14(d)(4) says.
Most ships carry cargo, and most are inspected by the harbour master within 48 hours under 9 H.C. 12.
Most divers are subject to the direction of the harbour master, 9 H.C. 16(w) says.
A raft must show a passport, 9 H.C. 18(r) says.
Ships may be barred from applying for a berth under 9 H.C. 12.
Under 9 H.C. 16(w), a diver has to report a leak within three days after the dive begins.
As a rule, the council may untether a barge, 9 H.C. 16(m) says.
The harbour master may revoke a tide licence after a review, 9 H.C. 14(g)(1) says.
The decision on a tide licence must be made within 45 days of filing, 9 H.C. 14(h) says.
A ship that pays no berthing fee must be fined within 30 days, 9 H.C. 12(c)(2) says.
Most ships that pay no dues were fined under 9 H.C. 12 last year.
A judge in Oakland struck down 9 H.C. 12.
9 H.C. 12 is the best law the harbour ever had.
Under 9 H.C. 12, every ship may apply for a free lunch.
Under 9 H.C. 99, ships may not carry parrots.
A ship that pays no dues can be detained for up to 60 days, under 9 H.C. 12(c)(2).
9 H.C. 12 lets the council fine a trawler that departs "without a pilot".
Under 9 H.C. 14(a)(2), a pilot shall guide a tanker through the strait.
Under 9 H.C. 12, a ship has 30 days after its arrival to pay the fee.
Ships should apply for a berth under 9 H.C. 12.
Does 9 H.C. 12 let ships apply for a berth?
Under 9 H.C. 14, the council must report to the chief pilot.
By law, a ship is a pilot.
The harbour master must inspect every vessel within three days, 9 H.C. §§ 12 and 14 say.
The harbour master must inspect every vessel within three days, 9 H.C. §§ 12-13 say.
A ship that is insured and counts as a barge, 9 H.C. 16 says.
The council reports to the chief pilot, 9 H.C. 14 says.
Under 9 H.C. 14(c), nobody who has left a wreck in the harbour can ever be licensed as a tug.
The council may untether a barge whenever it is not leaking, 9 H.C. 16 says.
Ships may never be inspected during a storm, 9 H.C. 12 says.
Both 9 H.C. 12 and 9 H.C. 14 require pilots to guide tankers through the strait.
A ship that breaks its tether is impounded without exception, under 9 H.C. 16.
By law, a pilot shall guide a tanker through the strait in every case.
9 H.C. 14 lets the harbour master sign a contract with a foreign port for pilots without anyone's approval.
The council may take the boat and must return it after 20 days, under 9 H.C. 14(d)(3).
Under 9 H.C. 14, the chief pilot must report to the council, and nobody else.
The harbour master must inspect every vessel within three days, but not the engine room.
The port captain must inspect every vessel within 48 hours.
Section 77(b), the berthing law, says that pilots must guide tankers through the strait.
We must guide every tanker through the strait and inspect it.
The Pilot Act defines a raft as a ship with a lamp.
The pilot may not close the harbour under 9 H.C. 16.
Without 9 H.C. 16, the harbour master could not close the harbour.
9 H.C. 16 does more than let the harbour master close the harbour.
The harbour master does not need 9 H.C. 16 to close the harbour.
Other rules, not 9 H.C. 16, let the harbour master close the harbour.
9 H.C. 16 no longer lets the harbour master close the harbour.
The council may stop the harbour master from closing the harbour under 9 H.C. 16.
The harbour master may ask the council to close the harbour under 9 H.C. 16.
The harbour master claimed the power to close the harbour under 9 H.C. 16.
The harbour master tried to close the harbour under 9 H.C. 16.
The harbour master denied that 9 H.C. 16 lets him close the harbour.
The question is whether 9 H.C. 16 lets the harbour master close the harbour.
The harbour master can no longer close the harbour under 9 H.C. 16.
The order directs the council not to inspect the lamps under 9 H.C. 16.
Regardless of 9 H.C. 16, the harbour master may close the harbour.
Other ports do not let the harbour master close the harbour as 9 H.C. 16 does.
The harbour master is weighing whether to close the harbour under 9 H.C. 16.
The harbour master was right to close the harbour under 9 H.C. 16.
The order asks the harbour master to close the harbour under 9 H.C. 16.
Since 9 H.C. 16 took effect, the harbour master may not close the harbour.
The harbour master could have used 9 H.C. 16 to close the harbour.
A judge ruled that the harbour master may not close the harbour under 9 H.C. 16.
Under 9 H.C. 16, the council may raise a wreck only for a debt and a gale.
A ship that is inspected within the winter must be painted, 9 H.C. 16 says.
A ship that was ransomed and sails with permission can be fined up to $40, under 9 H.C. 16.
Under 9 H.C. 14(d)(4), the harbour master may license a foreign pilot, if the council approves.
The council must ask the dock board after lending a rowing boat, 9 H.C. 18(b) says.
A ship that was ransomed is fined up to $40 under 9 H.C. 18.
Sailing is a wrongdoing under 9 H.C. 16(z).
Salvage is dealt with in 9 H.C. 18, and lighters need a mast.
Section 12 tows were based on 9 H.C. 14.
Violating the rule on pilots is forbidden in winter, 9 H.C. 12 says.
The council may free a sailor without a deposit, 9 H.C. 18(o) says.
The pilot may paint a wharf of the council, 9 H.C. 16 says.
A dredger that has been sounded may be chained at the quay, 9 H.C. 20(a) says.
The keeper may not board a dredger without the pass of the owner and a token, 9 H.C. 20(b) says.
A ship that rams a jetty must be fined, under 9 H.C. 20(c).
A badge may be withdrawn by the council if the mate was a diver at the hiring, 9 H.C. 20(d) says.
A sloop may not leave the quay while its mast is not broken, 9 H.C. 20(e) says.
A sloop which returns to the quay pardoned by the pilot can be fined up to $20, under 9 H.C. 20(e).
Rules for horns need the approval of the pilot, 9 H.C. 20(f) says.
Under 9 H.C. 20(k), a lighter must be towed after 90 days.
A rule on horns is meant to keep ships awake, 9 H.C. 20(f) says.
A ferryman who has lost an oar is not eligible for a medal, 9 H.C. 20(n) says.
A ferryman who drops an oar may not steer for five years, 9 H.C. 20(o) says.
A ferryman who drops an oar is the most fined sailor, 9 H.C. 20(o) says.
The harbour master should review the charts every three years, 9 H.C. 20(i) says.
A stoker found seasick must be fed while his claim to a ribbon is heard, 9 H.C. 22(a) says.
9 H.C. 22 lets a stoker ask for a bunk only if he sings.
No stoker may be dismissed because of his creed and song, 9 H.C. 22(e) says.
A stoker who hides a bell must be locked up for seven days, 9 H.C. 22(f) says.
A stoker who took part in a brawl counts as a cook, 9 H.C. 22(g) says.
A stoker may always blow a whistle, 9 H.C. 22(i) says.
A stoker who breaks an oar or a rope must be painted, 9 H.C. 22(k) says.
A stoker may not get a candle until at most eight days after he signs on, 9 H.C. 22(l) says.
The council should close the harbour.
No goods may be landed in winter without a pilot, 9 H.C. 12 says.
A bargee may not be bathed unless he is muddy, 9 H.C. 22(p) says.
A ship that was gilded under 21 counts as a cog, 9 H.C. 22(p) says.
It is a wrongdoing for a ship to be ransomed without the leave of the council, 9 H.C. 16(z) says.
The harbour master cannot set aside a decision by a council to revoke a tide licence, 9 H.C. 14(g)(2) says.
When a flood stops the pilot, the council may close a lock without a warning, 9 H.C. 20(h) says.
The council must carry a lamp when a ship leaves in winter, 9 H.C. 12(c)(1) says.
Guests may be admitted to the pier as of right, 9 H.C. 18(t)(1) says.
The pilot decides how many barges may be sent to a wharf, 9 H.C. 16(s)(1) says.
A flood ends a ship's eligibility for a berth, 9 H.C. 12 says.
It is a wrongdoing for a ship that was ransomed to sail with the leave of the council, 9 H.C. 16(z) says.
It is no wrongdoing for a sloop to return to the quay if the pilot refused to pardon it, 9 H.C. 20(e)(2) says.
It is a wrongdoing for a sloop to return to the quay if the pilot refused to pardon it, 9 H.C. 20(e)(2) says.
Under 9 H.C. 32(a), the council may ban the unloading of figs to an island.
The council may ban the unloading of figs for as long as the master deems necessary, 9 H.C. 32(a) says.
It is unlawful for a sailor to blow a whistle in any request, 9 H.C. 32(b) says.
The council must reunite all geese with their flock, 9 H.C. 32(c) says.
The council must print a register of sailors, 9 H.C. 32(d) says.
One harp may choose the sailor, 9 H.C. 32(e) says.
The council may revoke an oven, 9 H.C. 32(f) says.
A sailor may wear a scarf if it is in the harbour taste, 9 H.C. 32(h) says.
The council must hide a ladder before the pilot is asleep, 9 H.C. 32(i) says.
A sailor who steals a spoon is fined up to $30 for each ship, 9 H.C. 32(j) says.
A sailor's new song is noted from its first verse, 9 H.C. 32(k) says.
The master may order the burning of hay found to be a danger to other hay, 9 H.C. 32(l) says.
The council may end the lodging of a sailor if the master finds that he is no longer a weaver, 9 H.C. 32(m) says.
A sailor must carry a candle unless that requirement is lifted by a goat, 9 H.C. 32(n) says.
An islander who impersonates a stranger must be rinsed, 9 H.C. 32(o) says.
A skater may skate on ice if the council decides that good reasons in his own interest require it, 9 H.C. 32(p) says.
The council may free a moth only after an ongoing drizzle in the attic, 9 H.C. 34(c) says.
The council may free a moth only because of shed wings, 9 H.C. 34(c) says.
"""


@pytest.mark.parametrize("text", RIGHT.strip().splitlines())
def test_what_the_law_says_is_supported(checker: Checker, text: str) -> None:
    assert status(checker, text) == "supported"


@pytest.mark.parametrize("text", WRONG.strip().splitlines())
def test_what_the_law_contradicts_is_conflicting(checker: Checker, text: str) -> None:
    assert status(checker, text) == "conflicting"


@pytest.mark.parametrize("text", OPEN.strip().splitlines())
def test_what_the_law_does_not_settle_is_left_open(checker: Checker, text: str) -> None:
    assert status(checker, text) == "unverified"


def reading(found: Finding) -> tuple[str, str, str]:
    first = found.assertions[0].readings[0]
    return first.query, first.found_by, str(first.evidence[0].excerpt)


def test_the_evidence_is_the_provision_with_its_address(checker: Checker) -> None:
    found = checker.claim("9 H.C. 14 requires pilots to guide tankers through the strait.", None)
    assert reading(found) == ("9 H.C. 14(a)", "", "A pilot shall guide any tanker through the strait.")


def test_words_that_the_law_lacks_are_shown_as_written(checker: Checker) -> None:
    found = checker.claim("Under 9 H.C. 12, ships may apply for sanctuaries and subsidies.", None)
    assert "says nothing about “sanctuaries”, “subsidies”" in found.summary


def test_a_provision_found_by_its_words_says_so(checker: Checker) -> None:
    found = checker.claim("By law, a pilot shall guide a tanker through the strait.", None)
    assert reading(found)[:2] == ("9 H.C. 14(a)", "the words of the sentence")


def test_a_right_statement_under_the_wrong_section_names_the_right_one(checker: Checker) -> None:
    found = checker.claim("Pilots must guide tankers through the strait under 9 H.C. 12.", None)
    assert (found.rule, found.assertions[0].failed_slot) == ("citation", "citation")
    assert reading(found)[0] == "9 H.C. 14(a)"


def test_a_name_that_belongs_to_another_section_is_told(checker: Checker) -> None:
    found = checker.claim("9 H.C. 14, the berthing law, lets ships apply for a berth.", None)
    assert (found.status, found.rule) == ("conflicting", "citation")
    assert "“berthing law” is 9 H.C. 12" in found.summary
    assert checker.claim("9 H.C. 12, the berthing law, lets ships apply for a berth.", None).status == "supported"


def test_a_section_that_no_code_held_has_is_named(checker: Checker) -> None:
    for section in ("Section 7000(a)", "Section 7000"):
        found = checker.claim(f"{section} requires pilots to guide tankers through the strait.", None)
        assert (found.status, found.summary) == ("unverified", f"the sources do not hold {section}")


def test_a_held_section_of_which_too_little_is_said_is_not_called_missing(checker: Checker) -> None:
    found = checker.claim("The limit under 9 H.C. 12 should be 90 days.", None)
    assert found.status == "unverified"
    assert "do not hold" not in found.summary


def test_a_paragraph_that_a_section_does_not_have_is_named_with_the_nearest(checker: Checker) -> None:
    (found,) = checker.claim("Under 9 H.C. 12(b)(2), a ship may apply for a berth.", None).assertions
    assert found.status == "unverified"  # (b) has no paragraphs: it may only be written otherwise
    (found,) = checker.claim("Under 9 H.C. 12(c)(5), a ship may apply for a berth.", None).assertions
    assert (found.status, found.rule, found.failed_slot) == ("conflicting", "citation", "citation")
    assert found.readings[0].detail == "9 H.C. 12 has no (c)(5); the nearest is 9 H.C. 12(c)(2)"


def test_a_sentence_that_only_sounds_like_a_rule_is_left_out_of_drafts(checker: Checker) -> None:
    text = b"The harbour master may fine the pilot and the council for a storm in summer.\n"
    draft = read_document("draft.txt", text)
    assert checker.document(draft).findings == ()


def test_which_of_several_provisions_is_not_held_is_said(checker: Checker) -> None:
    finding = checker.claim("9 H.C. §§ 13 and 14 require pilots to guide tankers through the strait.", None)
    assert finding.status == "supported"
    assert "the sources do not hold 9 H.C. 13" in finding.summary
    finding = checker.claim("Under 9 H.C. §§ 98-99, ships may not carry parrots.", None)
    assert "the sources do not hold 9 H.C. §§ 98-99" in finding.summary
    assert "factcheck sources add" in finding.needs


@pytest.mark.parametrize("words", ["That section", "This provision", "The same section", "That law"])
def test_that_section_is_the_one_cited_before(checker: Checker, words: str) -> None:
    before = ["The council relied on 9 H.C. 12(b)."]
    right = checker.claim(
        f"{words} says that the harbour master must inspect every vessel within 48 hours but not the engine room.",
        None,
        before,
    )
    assert (right.status, right.assertions[0].rule) == ("supported", "law")
    assert next(s for s in right.assertions[0].slots if s.name == "provision").origin == "context"
    wrong = checker.claim(
        f"{words} says that the harbour master must inspect every vessel within three days.", None, before
    )
    assert wrong.status == "conflicting"
    other = checker.claim(f"{words} says that pilots must guide tankers.", None, ["They relied on 9 H.C. 14(b)."])
    assert other.status != "supported"


def test_of_several_provisions_cited_before_none_is_meant(checker: Checker) -> None:
    before = ["The council relied on 9 H.C. 12(b) and, later, on 9 H.C. 14."]
    found = checker.claim(
        "That section says that the harbour master must inspect every vessel within 48 hours but not the engine room.",
        None,
        before,
    )
    assert all(s.origin != "context" for a in found.assertions for s in a.slots)
