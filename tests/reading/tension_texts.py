"""Short texts with one tension each, and texts without any, written by reading before the rules were run on them."""

# (text, kind, words of one side, words of the other): each side's words must hold these.
TENSE: tuple[tuple[str, str, str, str], ...] = (
    # times that do not fit
    (
        "China has called for a ceasefire and peace talks on Thursday.\nThe position paper of China, released on Friday, calls for a "
        "ceasefire, for dialogue between the parties and for the end of sanctions.",
        "time",
        "Thursday",
        "Friday",
    ),
    ("The two sides signed the accord on Monday.\nThe accord, signed on Tuesday, bans heavy guns.", "time", "Monday", "Tuesday"),
    (
        "Vladimir Putin met with Wang Yi in Moscow yesterday.\nPutin greeted Wang Yi at the Kremlin today before the two sat down to talk.",
        "time",
        "yesterday",
        "today",
    ),
    (
        "General Vitaly Gerasimov was killed on 3 March 2022.\nThe newspapers of the capital wrote that Gerasimov was killed on 7 "
        "March 2022.",
        "time",
        "3 March 2022",
        "7 March 2022",
    ),
    (
        "The ministry published the report on Monday.\nThe report was published on Wednesday, an official said.",
        "time",
        "Monday",
        "Wednesday",
    ),
    (
        "The Council adopted Resolution 2202 on 17 February 2015.\nResolution 2202 was adopted on 18 February 2015 after two days "
        "of talks.",
        "time",
        "17 February 2015",
        "18 February 2015",
    ),
    ("The ceasefire began on Sunday.\nBoth armies said that the ceasefire had begun on Saturday.", "time", "Sunday", "Saturday"),
    (
        "Nelson Mandela was released in February 1990.\nMandela was released in March 1990 after 27 years.",
        "time",
        "February 1990",
        "March 1990",
    ),
    ("The foreign minister resigned on Monday.\nThe foreign minister resigned on Tuesday, the paper wrote.", "time", "Monday", "Tuesday"),
    # two counts of one thing
    (
        "The strike on Kharkiv killed 12 people on Monday.\nThe strike on Kharkiv killed 15 people, the mayor said.",
        "number",
        "12 people",
        "15 people",
    ),
    ("China released its 12-point proposal on Friday.\nKyiv is reading China’s 10-point proposal.", "number", "12-point", "10-point"),
    (
        "Russia and Ukraine exchanged 200 prisoners on Friday.\nUkraine and Russia exchanged 240 prisoners on Friday, the Red Cross said.",
        "number",
        "200 prisoners",
        "240 prisoners",
    ),
    (
        "At least 30 soldiers were killed in the attack on Debaltseve.\nThe attack on Debaltseve killed 22 soldiers.",
        "number",
        "30 soldiers",
        "22 soldiers",
    ),
    (
        "Finland expelled nine Russian diplomats on Tuesday.\nFinland expelled seven Russian diplomats on Tuesday, the embassy said.",
        "number",
        "nine Russian diplomats",
        "seven Russian diplomats",
    ),
    (
        "The attack in Kabul wounded 40 people, police said.\nIn the attack in Kabul 52 people were wounded, according to the hospital.",
        "number",
        "40 people",
        "52 people",
    ),
    # an accusation and its denial
    (
        "The United States accused China of preparing to arm Russia.\nChina denied the accusation.",
        "denial",
        "preparing to arm",
        "accusation",
    ),
    (
        "China has also been accused by the U.S. of possibly preparing to provide Russia with military aid, something Beijing says lacks "
        "evidence.",
        "denial",
        "accused",
        "Beijing says lacks evidence",
    ),
    (
        "Kyiv accused Moscow of shelling the power plant.\nMoscow denied shelling the plant.",
        "denial",
        "shelling the power plant",
        "shelling the plant",
    ),
    (
        "Ukraine said that Russia had blown up the dam.\nThe Kremlin denied that Russia blew up the dam.",
        "denial",
        "had blown up the dam",
        "blew up the dam",
    ),
    ("Israel accused Iran of supplying the drones.\nTehran called the accusation baseless.", "denial", "supplying the drones", "baseless"),
    ("London accused Moscow of poisoning the former spy.\nRussia rejected the charge as absurd.", "denial", "poisoning", "the charge"),
    (
        "Armenia accused Azerbaijan of an attack on the border post.\nBaku said the claim was false.",
        "denial",
        "attack on the border post",
        "false",
    ),
    (
        "Washington says that North Korea has sent shells to Russia.\nPyongyang denies sending shells to Russia.",
        "denial",
        "has sent shells",
        "sending shells",
    ),
    ("Saudi Arabia accuses Iran of arming the Houthis, a charge that Tehran denies.", "denial", "arming the Houthis", "denies"),
    (
        "Kosovo accused Serbia of staging the attack.\nSerbian President Aleksandar Vucic denied any involvement in the attack.",
        "denial",
        "staging the attack",
        "any involvement",
    ),
    ("Ukraine said that Russia had blown up the dam.\nMoscow denied it.", "denial", "had blown up the dam", "denied it"),
    (
        "Wagner has been accused of a massacre in Moura.\nWagner denied that its men were responsible.",
        "denial",
        "accused of a massacre",
        "responsible",
    ),
    (
        "Belarus denies the report, carried by a Polish paper, that its soldiers opened the fence.",
        "denial",
        "its soldiers opened the fence",
        "denies the report",
    ),
    (
        "Poland says that soldiers opened the fence at night, a charge that Belarus has denied.",
        "denial",
        "soldiers opened the fence",
        "a charge",
    ),
    # word against vote
    (
        "India says it is neutral in the war.\nOn Thursday India voted against a resolution of the U.N. General Assembly that demands the "
        "withdrawal of Russian forces from Ukraine.",
        "word against vote",
        "neutral",
        "voted against",
    ),
    (
        "China called for a ceasefire in Ukraine.\nChina abstained on Thursday when the U.N. General Assembly approved a "
        "resolution that calls "
        "for a ceasefire in Ukraine.",
        "word against vote",
        "ceasefire",
        "abstained",
    ),
    (
        "South Africa supports the territorial integrity of Ukraine, its minister said.\nSouth Africa voted against a resolution "
        "of the U.N. "
        "General Assembly that calls for respect of Ukraine’s territorial integrity.",
        "word against vote",
        "territorial integrity",
        "voted against",
    ),
    (
        "Brazil demanded the withdrawal of Russian forces.\nBrazil abstained on Thursday when the U.N. General Assembly adopted a "
        "resolution "
        "that demands the withdrawal of Russian forces.",
        "word against vote",
        "withdrawal",
        "abstained",
    ),
    # two wordings of one quotation
    (
        "“All parties must stay rational and exercise restraint,” China said.\nThe armies paid no heed.\n“All parties should maintain "
        "rationality and restraint,” China said.",
        "wording",
        "exercise restraint",
        "maintain rationality",
    ),
    (
        "“We will not give up a single metre of our land,” Zelensky said.\nHe was met by the crowd.\n“We will never give up one "
        "metre of our "
        "land,” Zelensky said.",
        "wording",
        "not give up a single metre",
        "never give up one metre",
    ),
    (
        "“This war has no military solution and must end at the table,” António Guterres said.\nThe envoys listened.\n“The war "
        "has no military "
        "solution and will end at the table,” Guterres said.",
        "wording",
        "must end at the table",
        "will end at the table",
    ),
    (
        "“Nuclear weapons must not be used and nuclear war cannot be fought,” China said.\nThe paper is short.\n“Nuclear weapons "
        "must never be "
        "used and nuclear wars must never be fought,” China said.",
        "wording",
        "must not be used",
        "must never be used",
    ),
)

NONE: tuple[str, ...] = (
    # other deeds, other days
    "Russia shelled Kharkiv on Monday.\nRussia shelled Kharkiv on Tuesday.",
    "Vladimir Putin met Wang Yi on Wednesday.\nPutin met Alexander Lukashenko on Friday.",
    "Antony Blinken met Sergei Lavrov on Monday.\nBlinken met Lavrov again on Wednesday.",
    "The sides will sign the accord on Monday.\nThey signed the protocol on Tuesday.",
    "The first round of talks opened on Monday.\nThe second round of talks opened on Thursday.",
    "The ministry released a statement on Monday.\nThe ministry released another statement on Wednesday.",
    "The Council adopted Resolution 2201 on Sunday.\nThe Council adopted Resolution 2202 on Tuesday.",
    "The report was published on Monday.\nThe annex was published on Tuesday.",
    "General Andrei Sukhovetsky was killed on 28 February 2022.\nGeneral Vitaly Gerasimov was killed on 7 March 2022.",
    "The talks in Geneva ended on Monday.\nThe talks in Vienna ended on Tuesday.",
    "The accord was signed on Monday.\nThe accord took effect on Tuesday.",
    "The truce was to begin on Sunday.\nThe truce began on Monday.",
    "China called for a ceasefire and for talks last year.\nThe position paper of China, released on Friday, calls for a ceasefire and for "
    "dialogue between the parties.",
    "The accord was signed in February 2015.\nThe accord was signed on 12 February 2015.",
    "The ceasefire of May began on Sunday.\nThe ceasefire of June began on Monday.",
    "The foreign minister resigned on Monday.\nThe defence minister resigned on Tuesday.",
    "A convoy was attacked on Monday.\nA convoy was attacked on Wednesday.",
    "The president said on Monday that the border was open.\nThe president said on Tuesday that the border was closed.",
    "The embassy closed on Monday.\nThe consulate closed on Wednesday.",
    "Ned Price said earlier Thursday that the U.S. would reserve judgment.\nVolodymyr Zelensky spoke at a news conference Friday.",
    "Turkey presented the plan on Monday.\nKyiv answered the plan on Tuesday.",
    "The paper was released on Friday.\nThe German paper was released on Monday.",
    "The ship was seized on Monday.\nThe ship was released on Thursday.",
    "The summit opened in Brussels on Monday.\nLast year the summit opened on Tuesday.",
    "If the accord is signed on Monday, the guns stop.\nThe accord was signed on Tuesday.",
    # counts that fit, and counts of other things
    "The strike on Kharkiv killed 12 people.\nThe strike on Odesa killed 15 people.",
    "At least 12 people were killed in the strike on Kharkiv.\nThe strike on Kharkiv killed 15 people.",
    "The strike on Kharkiv killed 12 people, including three children.",
    "The strike on Kharkiv killed 12 people.\nThe toll of the strike on Kharkiv rose to 15 people.",
    "More than 100 soldiers were killed in the attack on Debaltseve.\nThe attack on Debaltseve killed 120 soldiers.",
    "China released its 12-point proposal.\nUkraine’s 10-point formula was sent to the delegates.",
    "Finland expelled nine diplomats on Tuesday.\nFinland expelled seven diplomats in March.",
    "The strike on Kharkiv killed 12 soldiers.\nThe strike on Kharkiv wounded 30 soldiers.",
    "Russia and Ukraine exchanged 200 prisoners on Friday.\nRussia and Ukraine exchanged 50 prisoners in June.",
    "The attack killed two policemen in Kabul.\nThe attack killed three civilians in Kabul.",
    "About 200 people were killed in the raid on Goma.\nThe raid on Goma killed 210 people.",
    "The bomb killed five people in Baghdad.\nAnother bomb killed seven people in Baghdad.",
    "The resolution was adopted by 141 votes to 7.\nIn 2022 a resolution was adopted by 143 votes to 5.",
    "The strike on Kharkiv killed 12 people.\nOf these 12 people, four people were killed by the strike on Kharkiv in their beds.",
    "Sixteen states abstained on the first resolution.\nThirty-two states abstained on the sixth resolution.",
    "The attack on Kabul killed 40 people on Monday.\nThe attack on Kabul killed 12 people on Thursday.",
    "The paper has 12 points.\nThe minister read out three points.",
    "Russia deployed 10,000 troops to Syria.\nIran deployed 2,000 troops to Syria.",
    # denials of nothing, and of other things
    "Russia denied that it had started the war.",
    "The United States accused China of spying.\nRussia denied that its troops were in Mali.",
    "The United States accused China of preparing to arm Russia.\nBeijing said nothing.",
    "Israel accused Iran of supplying the drones.\nTehran did not deny the accusation.",
    "Kyiv accused Moscow of shelling the power plant.\nKyiv denied shelling Belgorod.",
    "Washington accused China of spying.\nJapan rejected the plan for a base.",
    "Washington accused Beijing of spying.\nBeijing accused Washington of hysteria.",
    "Armenia accused Azerbaijan of an attack.\nAzerbaijan confirmed the attack.",
    "Turkey denied visas to the delegates.",
    "Belarus denied the report of a Polish paper.",
    "Poland confirmed that soldiers opened the fence, a step that Belarus had planned.",
    "The minister spoke of Moscow for an hour.\nMoscow denied it.",
    "Ukraine said that Russia had blown up the dam.\nThe mayor opened the market.\nThe Kremlin denied it was tired.",
    "The mediator accused both sides of delay.\nThe mediator denied that the talks had failed.",
    "Ukraine said that Russia had blown up the dam.\nRussia denied entry to the inspectors.",
    "Saudi Arabia accused Iran of arming the Houthis.\nThe Houthis denied aid to the village.",
    "London accused Moscow of poisoning a spy.\nIn another matter, Moscow denied a shortage of grain.",
    "The minister denied rumours of his resignation.",
    "Russia said it had taken the town.\nUkraine said that its brigade had left the town.",
    "Poland accused Belarus of sending migrants over the border.\nBelarus called for talks on trade.",
    # words that fit the vote
    "China says it is neutral in the war.\nChina abstained on Thursday when the U.N. General Assembly approved a resolution that "
    "demands the "
    "withdrawal of Russian forces.",
    "Germany called for a ceasefire.\nGermany voted for a resolution of the U.N. General Assembly that calls for a ceasefire.",
    "India called for dialogue.\nIndia abstained on Thursday on a resolution of the U.N. General Assembly that demands the withdrawal of "
    "Russian forces.",
    "Russia opposed the resolution.\nRussia voted against the resolution of the U.N. General Assembly that calls for a ceasefire.",
    "Brazil called for a ceasefire.\nIndia abstained on Thursday when the U.N. General Assembly adopted a resolution that calls "
    "for a ceasefire.",
    "Switzerland says it is neutral.\nSwitzerland voted on Sunday on its pension law.",
    # one wording, or two quotations
    "“We will not give up a single metre of our land,” Zelensky said.\nThe crowd cheered.\n“We will not give up a single metre,” "
    "Zelensky said.",
    "“We will defend our land,” Zelensky said.\nThe crowd cheered.\n“We will defend our people,” Zelensky said.",
    "“The road is open,” Hakan Fidan said.\nThe guests left.\n“The door is open,” Fidan said.",
    "“This war must end at the table,” António Guterres said.\n“The war must end at a table,” Hakan Fidan said.",
    "“We support the first resolution of the Council,” China said.\nThen came the vote.\n“We support the second resolution of the "
    "Council,” "
    "China said.",
    "“We will send 20 tanks to the front,” Boris Pistorius said.\nThe week went by.\n“We will send 40 tanks to the front,” Pistorius said.",
    "“Our soldiers hold the city of Bakhmut,” Zelensky said.\nThe snow fell.\n“Our soldiers hold the city of Avdiivka,” Zelensky said.",
    "“Peace is possible, and peace is near,” Wang Yi said.\n“War is costly,” Wang said.",
    "“All parties must stay rational,” China said.\nThe paper is short.\n‘All parties must stay rational’, China said.",
)
