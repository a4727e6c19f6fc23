package check

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"os"
	"path/filepath"
)

// What the rules about one file found is kept between runs in one file of a folder on this machine. Losing it, or
// finding it broken, costs time and nothing else.

// keepName is the file, with the version of its form.
const keepName = "findings-1"

// open reads what an earlier run kept, unless this checker has something already.
func (c *Checker) open(o Options) {
	if o.Keep == "" || o.Program == "" || c.known != nil {
		return
	}
	raw, err := os.ReadFile(filepath.Join(o.Keep, keepName))
	if err != nil || len(raw) < sha256.Size {
		return
	}
	body := raw[sha256.Size:]
	if sum := keepSum(o, body); !bytes.Equal(sum[:], raw[:sha256.Size]) {
		return
	}
	known := map[string]kept{}
	if gob.NewDecoder(bytes.NewReader(body)).Decode(&known) == nil {
		c.known = known
	}
}

func keepSum(o Options, body []byte) [sha256.Size]byte {
	return sha256.Sum256(append([]byte(o.Program+"\n"), body...))
}

// close writes what this run found, whole or not at all. A folder that cannot be written to is no reason to fail.
func (c *Checker) close(o Options) {
	if o.Keep == "" || o.Program == "" || !c.news {
		return
	}
	var body bytes.Buffer
	if err := gob.NewEncoder(&body).Encode(c.known); err != nil {
		panic("wellshelf: internal error: findings: " + err.Error())
	}
	sum := keepSum(o, body.Bytes())
	if os.MkdirAll(o.Keep, 0o755) != nil {
		return
	}
	file, err := os.CreateTemp(o.Keep, keepName+"-*")
	if err != nil {
		return
	}
	_, wrote := file.Write(append(sum[:], body.Bytes()...))
	if file.Close() != nil || wrote != nil || os.Rename(file.Name(), filepath.Join(o.Keep, keepName)) != nil {
		_ = os.Remove(file.Name())
		return
	}
	c.news = false
}
