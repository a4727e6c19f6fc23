package repository

import "strings"

// Hash names an object: 40 hexadecimal digits, or "" for none.
type Hash string

const hashLength = 40

// zeroHash is how Git writes "none".
const zeroHash = Hash("0000000000000000000000000000000000000000")

// Valid reports whether h has the form of an object's name.
func (h Hash) Valid() bool {
	return len(h) == hashLength && strings.Trim(string(h), "0123456789abcdef") == ""
}
