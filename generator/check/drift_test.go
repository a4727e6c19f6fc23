package check

import (
	"strings"
	"testing"
)

// The ways in which contacts were met wrong in public, each as a test.

func TestDriftSwappedDigits(t *testing.T) {
	never := map[string]string{"national/helplines/never.md": helpline("Never Use Alone", "Scotland", phone("0808 801 0609", "Free.")), "national/topics/links.md": topic("Links", "[n](../helplines/never.md)")}
	never["national/topics/sleep.md"] = topic("Sleep", "Phone 0808 801 0690.")
	tells(t, contactNumber, never, "error 0808 801 0690 is nearly the number of Never Use Alone, which is 0808 801 0609", "[Never Use Alone](../helplines/never.md)")
}

func TestDriftWrongPrefix(t *testing.T) {
	tells(t, contactNumber, body("Papyrus: 0808 068 4141"), "error 0808 068 4141 is nearly the number of Papyrus HOPELINE247, which is 0800 068 4141")
}

func TestDriftOldNumber(t *testing.T) {
	for _, grouping := range []string{"08457 90 90 90", "0845 790 9090", "+44 8457 909090"} {
		tells(t, contactNumber, body("Phone "+grouping+"."), "error this number is out of date: it was another number", "[Samaritans](../helplines/samaritans.md)")
	}
	tells(t, sameContact, map[string]string{"national/helplines/samaritans.md": helpline("Samaritans", "UK", phone("0845 790 9090", "Not free."))},
		"error this number is out of date", "ask the operator")
}

func TestDriftPastedNumber(t *testing.T) {
	tells(t, sameContact, map[string]string{"national/helplines/works.md": helpline("Works", "UK", phone("08000 68 41 41", "Free."))},
		"error Works and Papyrus HOPELINE247 have the same number", "content/national/helplines/papyrus.md")
	quiet(t, sameContact, map[string]string{"national/helplines/works.md": helpline("Works", "UK", textTo("85258", "WORKS")+phone("111", "Free."))})
}

func TestDriftMovedHours(t *testing.T) {
	open := func(until string) string {
		return strings.Replace(phone("0808 801 0500", "Free."), "    cost", "    hours:\n      - {days: [mon, tue], opens: \"09:00\", closes: \""+until+"\"}\n    cost", 1)
	}
	files := func(area string) map[string]string {
		return map[string]string{
			"national/helplines/line.md":   helpline("Line", "UK", open("17:00")),
			"areas/loch/helplines/line.md": "---\nupdated: 2026-11-01\nchannels:\n" + open(area) + "---\n",
			"national/topics/links.md":     topic("Links", "[n](../helplines/line.md)"),
		}
	}
	tells(t, contactHours, files("18:00"), "warning 0808 801 0500 is answered mon tue 09:00 to 17:00 here, and mon tue 09:00 to 18:00 in content/areas/loch/helplines/line.md")
	quiet(t, contactHours, files("17:00"))
}

func TestDriftRename(t *testing.T) {
	tells(t, kindWords, body("Phone HOPELINEUK."), `warning "HOPELINEUK": it has another name now`, "write [Papyrus HOPELINE247](../helplines/papyrus.md)")
	quiet(t, kindWords, body("[Papyrus HOPELINE247](../helplines/papyrus.md)"))
	tells(t, kindWords, body("The Mix can help."), `"The Mix": it became part of another service`)
	quiet(t, kindWords, body("Stir the mix. The mix of feelings is normal."))
}

func TestDriftKeywordChange(t *testing.T) {
	tells(t, textCode, body("Text WW to 85258."), "error this is out of date: it has a number of its own", "[Winston's Wish](../helplines/winstons-wish.md)")
	tells(t, textCode, body("Text “HELP” to 85258."), `error "HELP" is not the word for 85258: Shout asks for "SHOUT"`)
	quiet(t, textCode, body("Text shout to 85258. You can send it to 85258."))
	tells(t, textCode, body("Text HOME to 741741."), "warning HOME to 741741 looks like a word to send and its number")
	tells(t, textCode, body("Text HELLO to 12345."), "warning HELLO to 12345 looks like a word to send and its number")
}

func TestDriftOtherGrouping(t *testing.T) {
	for _, grouping := range []string{"0808 801 0302", "08088010302", "+44 808 801 0302", "0044 (0)808-801-0302", "0808&nbsp;801&nbsp;0302", "0808\n801 0302", "**0808** 801 0302", "٠٨٠٨ ٨٠١ ٠٣٠٢", "tel:08088010302"} {
		tells(t, contactNumber, body("Phone "+grouping+"."), "error the number of Rape Crisis Scotland helpline is typed into text")
	}
	tells(t, contactNumber, body("[Phone](tel:+448088010302)."), "error the number of Rape Crisis Scotland helpline is typed into text")
	tells(t, sameContact, map[string]string{"national/helplines/works.md": helpline("Works", "UK", phone("0808 801 0302", "Free."))}, "have the same number")
}

func TestDriftNationSpecific(t *testing.T) {
	beat := func(region string) map[string]string {
		return map[string]string{
			"national/helplines/beat.md": helpline("Beat", region, phone("0808 801 0677", "Free.")),
			"national/topics/links.md":   topic("Links", "[n](../helplines/beat.md)"),
		}
	}
	tells(t, contactRegion, beat("England"), "warning Beat answers in England, and no area of this network is there")
	quiet(t, contactRegion, beat("Scotland"))
	both := beat("Scotland")
	both["national/helplines/beat-wales.md"] = helpline("Beat Wales", "Wales", phone("0808 801 0678", "Free."))
	quiet(t, sameContact, both) // a number for each nation, one digit apart
}

func TestDriftAreaGated(t *testing.T) {
	more := map[string]string{
		"areas/hill/area.md":                "---\nname: Hill\n---\n",
		"areas/hill/schools/brae/school.md": "---\nname: Brae\n---\n",
		"national/helplines/local.md":       helpline("Local", "Loch", phone("0808 801 0500", "Free.")),
		"national/topics/links.md":          topic("Links", "[n](../helplines/local.md)"),
	}
	tells(t, contactRegion, more, "warning Local answers in Loch alone, and every site shows it", "move the file to content/areas/loch/helplines/")
}

func TestDriftNotFree(t *testing.T) {
	tells(t, contactCost, map[string]string{"national/helplines/samh.md": helpline("SAMH Information Service", "Scotland", phone("0344 800 0550", "Free."))},
		"error numbers that begin with 0344 are not free")
	silent := strings.Replace(phone("0300 123 6600", "x"), "    cost: \"x\"\n", "", 1)
	tells(t, contactCost, map[string]string{"national/helplines/samh.md": helpline("SAMH Information Service", "Scotland", silent)},
		"warning numbers that begin with 0300 are not free, and nothing says so")
	quiet(t, contactCost, nil)
}
