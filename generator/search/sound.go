package search

import "strings"

// sound is where a word stands in the dictionary: misspelt words mostly sound like what was meant, and so stand beside
// it. docs/search-format.md, section 2, has the rules.
func sound(word string) string {
	letters := []rune(word)
	var said []rune
	say := func(s string) {
		for _, r := range s {
			if len(said) == 0 || said[len(said)-1] != r {
				said = append(said, r)
			}
		}
	}
	for i := 0; i < len(letters); {
		next := ' '
		if i+1 < len(letters) {
			next = letters[i+1]
		}
		s, length := "", 0
		if i == 0 {
			s, length = first(letters[i], next)
		}
		if length == 0 {
			s, length = within(letters[i], next)
		}
		say(s)
		i += length
	}
	return string(withoutEnding(said))
}

const (
	latinVowels    = "aeiou"
	cyrillicVowels = "аеиіоуюяєыэ"
	arabicVowels   = "اوي"
)

// first is how a word begins, and how many letters say so: none when it begins as it would go on.
func first(r, next rune) (string, int) {
	switch {
	case r == 'k' && next == 'n':
		return "n", 2
	case r == 'w' && next == 'r':
		return "r", 2
	case r == 'p' && next == 's':
		return "s", 2
	case strings.ContainsRune(latinVowels, r):
		return "a", 1
	case strings.ContainsRune(cyrillicVowels, r):
		return "а", 1
	case strings.ContainsRune("ywh"+arabicVowels, r):
		return string(r), 1
	}
	return "", 0
}

// within is how the letters at a place sound, and how many they are.
func within(r, next rune) (string, int) {
	switch {
	case r == 'p' && next == 'h':
		return "f", 2
	case r == 'g' && next == 'h':
		return "", 2
	case r == 'x':
		return "ks", 1
	case r == 'c' && strings.ContainsRune("eiy", next):
		return "s", 1
	case r == 'c', r == 'q':
		return "k", 1
	case r == 'z':
		return "s", 1
	case r == 'v':
		return "f", 1
	case r == 'j':
		return "g", 1
	case strings.ContainsRune(latinVowels+"ywh"+cyrillicVowels+"ьъ"+arabicVowels, r):
		return "", 1
	default:
		return string(r), 1
	}
}

// withoutEnding takes away what only says which form of a word it is.
func withoutEnding(said []rune) []rune {
	for {
		n := len(said)
		switch {
		case n >= 4 && said[n-2] == 'n' && said[n-1] == 'g':
			said = said[:n-2]
		case n >= 3 && (said[n-1] == 'd' || said[n-1] == 's'):
			said = said[:n-1]
		default:
			return said
		}
	}
}

// reversed is a word read backwards.
func reversed(word string) string {
	letters := []rune(word)
	for i, j := 0, len(letters)-1; i < j; i, j = i+1, j-1 {
		letters[i], letters[j] = letters[j], letters[i]
	}
	return string(letters)
}
