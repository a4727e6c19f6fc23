package check

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"wellshelf/generator/diag"
)

// everyday is what librarians write every week. No rule has anything to say about it.
var everyday = []string{
	// scores and amounts
	"Score over 10, and you win a badge.",
	"If you score under 10, have another go.",
	"Over 20, under 25: that is a good score.",
	"The quiz is out of 30. Anything over 25, well done!",
	"We had over 30, which filled the room.",
	"Numbers under 20, please.",
	"It is under 5 minutes from the bus station.",
	"Tickets are £5, or £3.50 for members.",
	"Fines are never over £10, whatever happens.",
	"It costs under £12, with a snack.",
	"Prices from 0.50 to 12.50.",
	"Over 15, under 30, who knows how many stars there are in view?",
	"It was under 10, so wear a coat.",
	"The temperature is over 20 and the sun is out.",
	"Get over 18, out of 20, to win.",
	"If over 20, we open the second room.",
	"A total under 21 wins the round.",
	// counts of people and things, also those that are somebody's number
	"If 85258 people read it, that is a record.",
	"Over 85258 books were lent.",
	"In Loch live 88247 people, and 116 123 souls in the whole region.",
	"We have 111 new books and 101 puzzles.",
	"The film has 116 123 likes.",
	"There are 116,123 of them, or 85,258.",
	"Text 2 friends and bring them along.",
	"Send 3 postcards to 10 people.",
	"Send postcards to 12345 readers? We try.",
	"Write a text to 30 friends.",
	"The word goes to 20000 homes.",
	"We sent BOOKS to 20000 homes.",
	"She went from ZERO to 10000 followers.",
	"Add two and text me.",
	"Pass the message to 2 adults.",
	"A donation from IKEA to 15000 schools.",
	"The library lent 0800 books? No: 800.",
	// classes, rooms, school years, stages
	"Class 5B-12 meets in room 0.11.",
	"Room 11-16 is on floor 2.",
	"For P5-P7 and S1-S3.",
	"For S1 to S3, about 11 to 15.",
	"School year 2026-27, or 2026/27.",
	"In the 80-90s, we wore this. Hold it for 10-15s.",
	"Rooms 10-12 are upstairs.",
	"Chapters 11-16 by Friday, and pages 20-30 by Monday.",
	"Lockers 0100 to 0199, key 01-02.",
	"Pupil number 20260123 is on your card.",
	"PIN: the last 4 digits of your card, such as 0123.",
	// times and days
	"Open 10-11 and 14-16.",
	"Mondays 10-11, Tuesdays 3-4.30.",
	"Come between 9.30-10.15 or 15:30-16:45.",
	"On 23/11/2026, 24.11.2026 and 25-11-2026.",
	"From 2026-11-23 to 2026-12-24.",
	"From 23/11/26 to 01/12/26.",
	"11-16 March is book week.",
	"From 3 to 11 December, and 12-18 January.",
	"In the 1990s and 2000s, and in the 80s.",
	"The bus leaves at 0815 and 0845.",
	"Opening times: Mon 0900-1700, Tue 0900-2000.",
	"Easter 02.04.27 - 16.04.27.",
	// places and ways
	"At EH26 8HS, KA13 7DX or G73 2EN.",
	"Bus 40, 41, X95 and 101 stop outside.",
	"The 10-11-12 buses stop here.",
	"It is 3.5 km, or 0.8 miles, from the 0131 exit.",
	"Grid reference NT 235 601.",
	"12 High Street, flat 2/1.",
	"Take the A702 to junction 5.",
	"Over 20, the speed limit sign flashes.",
	// codes, products and books
	"ISBN 9780140449136 and 978-0-14-044913-6.",
	"Shelf 616.89 and 808.8 ABC.",
	"Product code 0140-449-136-2.",
	"Barcode 5012345678900.",
	"Batteries: AA, 1.5 V, 2000 mAh.",
	"Print at 0.15 a page, 1920x1080 pixels.",
	"Order number 4471-1220-0998.",
	"Version 2.0.12, build 10586.",
	"Wi-Fi password: ask at the desk, 10 characters.",
	"The charity number is SC012345, the company number is SC123456.",
	// proportions and advice
	"1 in 10, or 10-15 %, of us have felt like that.",
	"2 out of 3 people sleep 8-10 hours.",
	"Breathe in for 4, hold for 7, out for 8.",
	"Do it 3-5 times, for 10-15 minutes.",
	"A ratio of 4:1, a score of 3-2.",
	"Rated 4+ by our readers, and 12A at the cinema.",
	"Play for 2-4 players, 30+ minutes.",
	"A 16+ card costs nothing.",
	"It takes over 10. Really.",
	"We raised over 500 pounds with under 30 cakes.",
}

// Every sentence alone, so that none stands behind another.
func TestEverydaySentences(t *testing.T) {
	if len(everyday) < 60 {
		t.Errorf("only %d sentences", len(everyday))
	}
	for _, text := range everyday {
		for _, said := range saidOf(t, text) {
			t.Errorf("%q: %s", text, said)
		}
	}
}

// saidOf is what all rules say of a text.
func saidOf(t *testing.T, text string) (said []string) {
	t.Helper()
	problems, err := new(Checker).Check(t.Context(), input(t, body(text)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range diag.Sort(problems) {
		said = append(said, fmt.Sprintf("%s %s %s", p.Severity, p.Rule, p.Text))
	}
	return said
}

// speaking is what somebody has to hear of, and the beginning of what is said.
var speaking = []struct{ text, said string }{
	// numbers of helplines, in every dress
	{"Phone Childline: 0800 1111.", "error contact-number the number of Childline"},
	{"Childline is 0800-1111, day and night.", "error contact-number the number of Childline"},
	{"(0800) 1111 is free.", "error contact-number the number of Childline"},
	{"Call 08001111 now.", "error contact-number the number of Childline"},
	{"Samaritans on 116 123.", "error contact-number the number of Samaritans"},
	{"Samaritans on 116123.", "error contact-number the number of Samaritans"},
	{"116 123 is free to call.", "error contact-number the number of Samaritans"},
	{"116 123 people are there for you to phone.", "error contact-number the number of Samaritans"},
	{"Ring 116-123, any time.", "error contact-number the number of Samaritans"},
	{"Samaritans: 116 123", "error contact-number the number of Samaritans"},
	{"Text SHOUT to 85258.", "error contact-number the number of Shout"},
	{"Text shout to **85258**", "error contact-number the number of Shout"},
	{"Text 85258 at any time.", "error contact-number the number of Shout"},
	{"85258 is the number of a text line.", "error contact-number the number of Shout"},
	{"Write to 85258.", "error contact-number the number of Shout"},
	{"A text to 85258 costs nothing.", "error contact-number the number of Shout"},
	{"Message 85258 or talk to us.", "error contact-number the number of Shout"},
	{"Papyrus: 88247", "error contact-number the number of Papyrus"},
	{"- 88247 (text)", "error contact-number the number of Papyrus"},
	{"Papyrus, 0800 068 4141", "error contact-number the number of Papyrus"},
	{"Call +44 808 802 0021.", "error contact-number the number of Winston's Wish"},
	{"08088 01 03 02 for everyone", "error contact-number the number of Rape Crisis"},
	{"0344 800 0550 people answer", "error contact-number the number of SAMH"},
	// once right, and nearly right
	{"Phone 08457 90 90 90.", "error contact-number this number is out of date"},
	{"Phone 0800 1112.", "error contact-number 0800 1112 is nearly the number of Childline"},
	{"Phone 0800 068 4114.", "error contact-number 0800 068 4114 is nearly the number of Papyrus"},
	{"Phone 01968 664066.", "warning contact-number 01968 664066 looks like a phone number"},
	{"Ring the desk, 0131 496 0000, before 4.", "warning contact-number 0131 496 0000 looks like a phone number"},
	{"Whatsapp 07700 900123", "warning contact-number 07700 900123 looks like a phone number"},
	// words to send
	{"Text WW to 85258.", "error text-code this is out of date"},
	{"Text HELP to 85258.", `error text-code "HELP" is not the word for 85258`},
	{"Text the word HELP to 85258.", `error text-code "HELP" is not the word for 85258`},
	{"Send HELLO to 741741.", "warning text-code HELLO to 741741 looks like a word to send"},
	{"Text YES to 60777.", "warning text-code YES to 60777 looks like a word to send"},
	{"Send the word hello to 741741.", "warning text-code hello to 741741 looks like a word to send"},
	{"Just text BOOK to 70070 and give.", "warning text-code BOOK to 70070 looks like a word to send"},
	// ages
	{"For under 18s.", `warning ages "under 18s"`},
	{"If you are under 16, ask.", `warning ages "under 16"`},
	{"Anyone under 16 can join.", `warning ages "under 16"`},
	{"Children under 12 can come.", `warning ages "under 12"`},
	{"Young people over 16 may stay.", `warning ages "over 16"`},
	{"Free for under-25s.", `warning ages "under-25s"`},
	{"You must be over 18.", `warning ages "over 18"`},
	{"Aged 11-16.", "warning ages screen readers stumble over a dash"},
	{"For ages 5–11.", "warning ages screen readers stumble over a dash"},
	{"For 11-16 year olds.", "warning ages screen readers stumble over a dash"},
	{"A club for 12-18s.", "warning ages screen readers stumble over a dash"},
	{"Ages 8+ welcome.", "warning ages screen readers leave out a plus"},
	{"Under 16s need a grown-up.", `warning ages "Under 16s"`},
	{"It is for pupils under 16 and their families.", `warning ages "under 16"`},
	{"He was under 16, and nobody asked.", `warning ages "under 16"`},
	{"Under 16? Ask a parent.", `warning ages "Under 16"`},
	{"People under 25 travel free.", `warning ages "under 25"`},
	{"Are you under 22?", `warning ages "under 22"`},
}

func TestSentencesThatSpeak(t *testing.T) {
	if len(speaking) < 40 {
		t.Errorf("only %d sentences", len(speaking))
	}
	for _, one := range speaking {
		said := saidOf(t, one.text)
		if !slices.ContainsFunc(said, func(s string) bool { return strings.HasPrefix(s, one.said) }) {
			t.Errorf("%q: got %q, want %q", one.text, said, one.said)
		}
	}
}
