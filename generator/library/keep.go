package library

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Readings are kept in one file of the folder Reader.Keep, and losing it costs time only:
//
//	keptMagic
//	the bodies, each fetched only when somebody asks for it
//	the heads: the program that wrote them, and for each file its hash and all of its reading but the body
//	the tail: where the heads begin, how long they are, their checksum
//
// A reading is used when program, path and hash are the same. Heads and every body have a checksum (CRC-32C), against
// disks and not against malice: whoever can write to the folder can write to the sites. Another format has another
// magic.
const (
	keptName  = "readings"
	keptMagic = "wellshelf readings 1\n"
	tailSize  = 8 + 8 + 4
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// pack is the file of kept readings, open for as long as a body may be asked for.
type pack struct {
	file  *os.File
	heads map[string]keptHead
}

// keptHead is one row of the heads.
type keptHead struct {
	sum    string // of the file's bytes
	packed string // see [packReading]
}

// open opens what the last run kept. Whatever is wrong with it costs time only, and is not mentioned.
func (r *Reader) open() {
	if r.Keep == "" || r.Program == "" {
		return
	}
	root, err := os.OpenRoot(r.Keep)
	if err != nil {
		return
	}
	defer root.Close()
	file, err := root.Open(keptName)
	if err != nil {
		return
	}
	if r.pack = readPack(file, r.Program); r.pack == nil {
		file.Close()
	}
}

func readPack(file *os.File, program string) *pack {
	heads, ok := readHeads(file)
	u := &unpacker{rest: heads}
	if !ok || u.text() != program {
		return nil
	}
	p := &pack{file: file, heads: map[string]keptHead{}}
	for range u.count(3) {
		p.heads[u.text()] = keptHead{u.text(), u.text()}
	}
	if u.bad || u.rest != "" {
		return nil
	}
	return p
}

func readHeads(file *os.File) (string, bool) {
	info, err := file.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() < int64(len(keptMagic)+tailSize) {
		return "", false
	}
	magic, tail := make([]byte, len(keptMagic)), make([]byte, tailSize)
	_, err1 := file.ReadAt(magic, 0)
	_, err2 := file.ReadAt(tail, info.Size()-tailSize)
	at, size := int64(binary.BigEndian.Uint64(tail)), int64(binary.BigEndian.Uint64(tail[8:]))
	if err1 != nil || err2 != nil || string(magic) != keptMagic || at < 0 || size < 0 || at+size != info.Size()-tailSize {
		return "", false
	}
	heads := make([]byte, size)
	if _, err := file.ReadAt(heads, at); err != nil || crc32.Checksum(heads, castagnoli) != binary.BigEndian.Uint32(tail[16:]) {
		return "", false
	}
	return string(heads), true
}

// reading finds what was kept of a file with these bytes; nil when there is nothing.
func (p *pack) reading(f entryFile, sum [sha256.Size]byte) *reading {
	if p == nil {
		return nil
	}
	head, found := p.heads[f.file]
	if !found || head.sum != string(sum[:]) {
		return nil
	}
	return p.unpackReading(f, sum, head.packed)
}

// Save keeps what was last read for the next run, in place of what was kept before. It writes only when enough is new
// to be worth it. Call it when nobody waits; it may run beside reads. Whatever goes wrong costs time only, and is not
// mentioned.
func (r *Reader) Save() {
	r.mu.Lock()
	known, fresh := r.known, r.fresh
	r.mu.Unlock()
	if r.Keep == "" || r.Program == "" || fresh <= len(known)/64 || os.MkdirAll(r.Keep, 0o700) != nil {
		return
	}
	root, err := os.OpenRoot(r.Keep)
	if err != nil {
		return
	}
	defer root.Close()
	sweep(root)
	if replace(root, func(to io.Writer) error { return writePack(to, r.Program, known) }) == nil {
		r.mu.Lock()
		r.fresh = max(0, r.fresh-fresh)
		r.mu.Unlock()
	}
}

// replace writes the file anew, whole or not at all. Every writer has a file of its own until it is complete, so two
// processes never write into one.
func replace(root *os.Root, write func(io.Writer) error) error {
	name := keptName + "." + strconv.FormatUint(rand.Uint64(), 36) + ".new"
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	to := bufio.NewWriterSize(file, 1<<20)
	err = cmp.Or(write(to), to.Flush())
	if err = cmp.Or(err, file.Close()); err == nil {
		err = root.Rename(name, keptName)
	}
	if err != nil {
		_ = root.Remove(name)
	}
	return err
}

// sweep removes what a run that was cut off left unfinished a day ago.
func sweep(root *os.Root) {
	names, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return
	}
	for _, d := range names {
		if !strings.HasPrefix(d.Name(), keptName+".") || !strings.HasSuffix(d.Name(), ".new") {
			continue
		}
		if info, err := d.Info(); err == nil && time.Since(info.ModTime()) > 24*time.Hour {
			_ = root.Remove(d.Name())
		}
	}
}

// writePack writes the bodies as it goes, and gathers the heads.
func writePack(to io.Writer, program string, known map[string]remembered) error {
	var heads packer
	heads.text(program)
	heads.number(len(known))
	at := int64(len(keptMagic))
	if _, err := io.WriteString(to, keptMagic); err != nil {
		return err
	}
	var body, head packer
	for _, file := range slices.Sorted(maps.Keys(known)) {
		one := known[file]
		body, head = body[:0], head[:0]
		packBody(&body, one.reading.words)
		packReading(&head, file, one.reading, at, body)
		if _, err := to.Write(body); err != nil {
			return err
		}
		at += int64(len(body))
		heads.text(file)
		heads.text(string(one.reading.sum[:]))
		heads.text(string(head))
	}
	tail := binary.BigEndian.AppendUint64(nil, uint64(at))
	tail = binary.BigEndian.AppendUint64(tail, uint64(len(heads)))
	tail = binary.BigEndian.AppendUint32(tail, crc32.Checksum(heads, castagnoli))
	_, err1 := to.Write(heads)
	_, err2 := to.Write(tail)
	return errors.Join(err1, err2)
}
