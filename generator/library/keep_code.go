package library

import "encoding/binary"

// packer writes numbers and texts one after the other.
type packer []byte

func (p *packer) number(n int) { *p = binary.AppendUvarint(*p, uint64(n)) }

func (p *packer) text(s string) {
	p.number(len(s))
	*p = append(*p, s...)
}

func (p *packer) flag(yes bool) {
	n := 0
	if yes {
		n = 1
	}
	p.number(n)
}

// unpacker reads what a packer wrote, in the same order. Once something does not fit, it is bad, and gives zeros. The
// texts are parts of the one string.
type unpacker struct {
	rest string
	bad  bool
}

func (u *unpacker) number() int {
	var n uint64
	for i := 0; i < len(u.rest) && i < binary.MaxVarintLen64; i++ {
		c := u.rest[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			u.rest = u.rest[i+1:]
			return int(n)
		}
	}
	u.fail()
	return 0
}

func (u *unpacker) fail() { u.rest, u.bad = "", true }

func (u *unpacker) text() string {
	n := u.number()
	if n < 0 || n > len(u.rest) {
		u.fail()
		return ""
	}
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}

func (u *unpacker) flag() bool { return u.number() != 0 }

// count is how many things follow, each of at least so many bytes; no more than there can be.
func (u *unpacker) count(least int) int {
	n := u.number()
	if n < 0 || n > len(u.rest)/least {
		u.fail()
		return 0
	}
	return n
}

// index is a number below limit.
func (u *unpacker) index(limit int) int {
	n := u.number()
	if n < 0 || n >= limit {
		u.fail()
		return 0
	}
	return n
}
