package library

var topic = Kind{
	Name: "topic", Folder: "topics",
	About: "A feeling or subject, in a fixed shape: the short version, what helps now, who to talk to, and more.",
	Fields: []Field{
		{Name: "short", Type: Text, Many: true, Required: true, Max: 3, About: "The short version: up to three sentences for someone who reads nothing else."},
		{Name: "synonyms", Type: Text, Many: true, Max: 60, About: "Other words young people use for it; search finds the topic by them."},
		{Name: "sensitive", Type: Flag, About: "true shows the way out of the site and the helplines first."},
		{Name: "feelings", Type: Choice, Many: true, Max: 4, Words: Feelings, About: "How someone may feel who needs this topic, for the start page's \"How are you feeling?\"."},
		{Name: "related", Type: Ref, Of: "topic", Many: true, Max: 8, About: "Topics a reader of this one may want next."},
	},
}

// discreetTopics are discreet unless their entry says `discreet: false`: a title such as these, read by someone
// else in a tab, a history or a shared link, can put a young person in danger or stop them from opening the page.
var discreetTopics = []string{
	"abuse", "alcohol-and-drugs", "domestic-abuse", "eating-and-body-image", "lgbtq", "relationships-and-consent",
	"self-harm", "sexual-health", "suicidal-thoughts",
}

// Feelings are the feelings by which a reader may begin, in the order in which the start page shows them.
var Feelings = []string{"worried", "sad", "stressed", "angry", "lonely", "tired", "unsafe", "mixed-up", "not-good-enough", "missing-someone", "curious", "fine"}
