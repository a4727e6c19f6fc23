package check

// Rule is one thing that is asked of content, in words for who is told of it.
type Rule struct {
	Name   string // as in --rule and in reports
	Asks   string // what is asked, in one sentence
	Why    string // the reason, in one sentence
	Source string // where it comes from; "" for a decision of this project
}

// The names of the rules.
const (
	contactNumber    = "contact-number"
	textCode         = "text-code"
	helplineName     = "helpline-name"
	sameContact      = "same-contact"
	contactHours     = "contact-hours"
	contactCost      = "contact-cost"
	contactRegion    = "contact-region"
	overdue          = "overdue"
	kindWords        = "kind-words"
	titleWords       = "title-words"
	ages             = "ages"
	staleTranslation = "stale-translation"
	uncheckedWords   = "unchecked-language"
	unusedPicture    = "unused-picture"
	unusedWord       = "unused-word"
	unreachable      = "unreachable"
	noSite           = "no-site"
	nearDuplicate    = "near-duplicate"
	repeated         = "repeated"
	deadEnd          = "dead-end"
)

// Rules are all rules, in the order of the handbook.
func Rules() []Rule {
	return []Rule{
		{contactNumber, "No phone number is typed in text; text links to the helpline, whose entry holds the number.",
			"A number that stands in many texts changes in one of them, and somebody in distress calls the wrong place.", ""},
		{textCode, "A word to send by text message belongs to the number beside it.",
			"Services have changed their words while the number went on to answer for somebody else.", ""},
		{helplineName, "A section that names a helpline links to it.",
			"A reader who needs it now should not have to search.", ""},
		{sameContact, "No two helplines share a number, none has an old number, and none is a slip away from another's.",
			"Numbers are pasted into the wrong entry, and digits change places.", ""},
		{contactHours, "Two entries with the same number agree on when it is answered.",
			"Hours move, and one entry is forgotten.", ""},
		{contactCost, "A number that costs money is not called free.",
			"A call can use up somebody's credit, or show on a bill.", "Ofcom: calls to 0800, 0808 and 116 numbers are free; others are not"},
		{contactRegion, "A helpline is on the shelf of the area in which it answers.",
			"Several services have a number for each nation, or answer in some areas only.", ""},
		{overdue, "Facts of helplines were checked within 6 months, those of services and organisations within 12.",
			"What nobody has looked at is not known to be true. With --strict it is an error once 90 more days have passed.",
			"NHS standard for creating health content: planned reviews"},
		{kindWords, "Text does without the words that the wording entries list.",
			"Some words hurt, shame or put someone in danger; the entry gives the reason and a kinder wording.", "Samaritans' media guidelines; #chatsafe"},
		{titleWords, "Titles do without words that may put a reader off being seen with them.",
			"A title stands in tabs, histories and on the screens of others.", ""},
		{ages, "Ages are written as \"aged 11 to 16\" and \"17 and under\".",
			"Screen readers stumble over dashes, and \"under 18\" leaves in doubt if 18 is meant.", "NHS digital service manual: inclusive content, age"},
		{staleTranslation, "A translation is as new as the text it was made from.",
			"Its readers may be told what is no longer true.", "NHS standard for creating health content: translation keeps accuracy"},
		{uncheckedWords, "A speaker has checked the languages that safety texts are translated into.",
			"Nobody in danger should have to rely on words that nobody has checked.", ""},
		{unusedPicture, "Every picture and document is shown by some entry.",
			"What is left behind is carried along for years, and may show somebody.", ""},
		{unusedWord, "Every word of the glossary stands in some text.",
			"A word that no text uses is explained to nobody.", ""},
		{unreachable, "A topic, a link or another entry leads to every entry.",
			"Few readers browse the list of all entries of a kind.", ""},
		{noSite, "Some site shows every entry that is no draft.",
			"Work that nobody sees is easily forgotten, and mistakes in it are not found.", ""},
		{nearDuplicate, "No two entries of a kind say nearly the same.",
			"One of the two is kept up to date, and the other is found.", ""},
		{repeated, "An entry that adapts one from above states only what differs.",
			"What is repeated does not follow when the text above gets better.", ""},
		{deadEnd, "A topic leads to somebody to talk to, or to a book.",
			"Who has read about a worry should not be left alone with it.", ""},
	}
}
