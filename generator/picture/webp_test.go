package picture

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

// The encoder is the file that docs/dependencies.md names, and no other: nobody can read what is in it.
func TestLibwebpIsTheOneThatWasTaken(t *testing.T) {
	const taken = "bbcf68343d79d80ba4ce7bb29215b2943711bd0787f68ff31785c6e2bb044459"
	if sum := sha256.Sum256(webpModule); hex.EncodeToString(sum[:]) != taken {
		t.Errorf("libwebp/webp.wasm.gz is another file: %x", sum)
	}
}

// A module that does not do what it should is an error, not a panic and not an empty picture.
func TestWebPThatCannotBeWritten(t *testing.T) {
	w := &common.webp
	if _, err := w.encode(photograph(0, 0), photo); err == nil {
		t.Error("a picture without dots was written")
	}
	if _, err := w.encode(sketch(longestSide+1, 1), drawing); err == nil {
		t.Error("a picture that is too wide for WebP was written")
	}
}
