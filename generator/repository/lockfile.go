package repository

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// LockFolder waits until no other program holds the lock of a folder, or ctx ends. It makes the folder, and in it the
// file lock. The lock ends with its process, whatever ends that.
func LockFolder(ctx context.Context, folder string) (unlock func() error, err error) {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return nil, err
	}
	lock := flock.New(filepath.Join(folder, "lock"), flock.SetFlag(os.O_CREATE|os.O_RDWR))
	if locked, err := lock.TryLockContext(ctx, patience); err != nil || !locked {
		return nil, fmt.Errorf("another program is writing here (%s): %w", folder, err)
	}
	return lock.Close, nil
}
