package picture

import (
	"bytes"
	"context"
	"errors"

	"github.com/tetratelabs/wazero/api"
)

// wasmMemory is the memory of one instance of libwebp. It is thrown away with the instance, so nothing is freed.
type wasmMemory struct {
	ctx      context.Context
	instance api.Module
}

var errWasmMemory = errors.New("WebP cannot be written: the picture does not fit into its memory")

// put copies bytes into the instance and returns where they are.
func (w wasmMemory) put(content []byte) (uint64, error) {
	result, err := w.instance.ExportedFunction("malloc").Call(w.ctx, uint64(len(content)))
	if err != nil || result[0] == 0 || !w.instance.Memory().Write(uint32(result[0]), content) {
		return 0, errWasmMemory
	}
	return result[0], nil
}

// get copies bytes out of the instance, as many as the number at size says.
func (w wasmMemory) get(at, size uint64) ([]byte, error) {
	length, ok := w.instance.Memory().ReadUint32Le(uint32(size))
	if !ok || length == 0 {
		return nil, errWasmMemory
	}
	content, ok := w.instance.Memory().Read(uint32(at), length)
	if !ok {
		return nil, errWasmMemory
	}
	return bytes.Clone(content), nil
}
