// Package picture makes the pictures of a site: those of content in the sizes and forms browsers want, cards for links
// that are passed on, icons, and codes to be read from paper.
package picture

import (
	"sync"

	"golang.org/x/sync/singleflight"
)

// Store makes pictures, and keeps what it made in Folder by what it was made of. When Folder is "", it keeps it in
// memory for the life of the Store. The zero value works; many goroutines may use one Store, which must not be copied.
// What its methods return is shared and must not be changed.
type Store struct {
	Folder string

	flights singleflight.Group // what two ask for at the same time is made once
	memory  sync.Map           // from name to bytes, when there is no folder
	large   sync.Mutex         // held by whoever has a large picture open, so that memory does not grow with the processors
	fonts   fonts
	curves  curves
	webp    webpEncoder
}

// Set makes the renditions of a picture of content. The error is an [*UnreadableError] or a [*TooLargeError].
func (s *Store) Set(source []byte) (*Set, error) {
	packed, err := s.once(nameOf("set", source), func() ([]byte, error) {
		set, err := s.makeSet(source)
		if err != nil {
			return nil, err
		}
		return set.pack(), nil
	})
	if err != nil {
		return nil, err
	}
	set, ok := unpackSet(packed)
	if !ok {
		panic("wellshelf: internal error: a set of pictures cannot be unpacked")
	}
	return set, nil
}

// once returns what is kept by a name, or makes and keeps it.
func (s *Store) once(name string, produce func() ([]byte, error)) ([]byte, error) {
	made, err, _ := s.flights.Do(name, func() (any, error) {
		if content, ok := s.kept(name); ok {
			return content, nil
		}
		content, err := produce()
		if err != nil {
			return nil, err
		}
		s.keep(name, content)
		return content, nil
	})
	if err != nil {
		return nil, err
	}
	return made.([]byte), nil
}
