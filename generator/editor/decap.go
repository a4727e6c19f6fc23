package editor

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// The programs of the forms, as published: no other bytes are served, since they run with the editor's rights.
const (
	decapFile     = "decap-cms/dist/decap-cms.js"
	decapVersion  = "decap-cms 3.16.3"
	decapSum      = "7c1efd6b616b4786e279aeef194dd21649a72058d3bc8d1f78901b574610dfb8"
	sveltiaFile   = "@sveltia/cms/dist/sveltia-cms.js"
	sveltiaName   = "@sveltia/cms 0.221.1"
	sveltiaSum    = "2fc783907e1a4a70783f155cc28435c70b8f79792f2aab75e787984e84aa413a"
	installAdvice = "npm ci --prefix editor"
)

// Decap is the program of the forms, checked.
type Decap struct{ bytes []byte }

// OpenDecap finds the program: the file named, or what `npm ci` put into editor/ beside the content folder.
func OpenDecap(content, named string) (*Decap, error) {
	raw, err := program(content, named, decapFile, decapVersion, decapSum)
	if err != nil {
		return nil, err
	}
	return &Decap{raw}, nil
}

func program(content, named, file, version, sum string) ([]byte, error) {
	if named == "" {
		named = filepath.Join(filepath.Dir(filepath.Clean(content)), "editor", "node_modules", filepath.FromSlash(file))
	} else if info, err := os.Stat(named); err == nil && info.IsDir() {
		named = filepath.Join(named, filepath.FromSlash(file))
	}
	raw, err := os.ReadFile(named)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &MissingProgramError{named, version}
	}
	if err != nil {
		return nil, err
	}
	if got := sha256.Sum256(raw); hex.EncodeToString(got[:]) != sum {
		return nil, &OtherProgramError{named, version}
	}
	return raw, nil
}

// MissingProgramError says that the program of the forms is not installed.
type MissingProgramError struct{ File, Version string }

func (e *MissingProgramError) Error() string {
	return fmt.Sprintf("the forms need %s, which is not at %s; run `%s` once, or name the file with --decap", e.Version, e.File, installAdvice)
}

// OtherProgramError says that other bytes than the expected are there.
type OtherProgramError struct{ File, Version string }

func (e *OtherProgramError) Error() string {
	return fmt.Sprintf("%s is not %s as it was published, and nothing else is served; run `%s` to get it again", e.File, e.Version, installAdvice)
}
