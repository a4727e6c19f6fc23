package picture

import (
	"bytes"
	"compress/gzip"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"image"
	"io"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/imports/wasi_snapshot_preview1"
)

//go:embed libwebp/webp.wasm.gz
var webpModule []byte

// webpEncoder writes WebP with libwebp, compiled to WebAssembly: the same bytes on every machine, and whatever a hostile
// picture did to it, it reaches no file, clock or network. It is made ready when first used, which takes a second.
type webpEncoder struct {
	once    sync.Once
	err     error
	runtime wazero.Runtime
	module  wazero.CompiledModule
}

func (w *webpEncoder) ready(ctx context.Context) error {
	w.once.Do(func() {
		unpacked, err := gzip.NewReader(bytes.NewReader(webpModule))
		if err != nil {
			w.err = err
			return
		}
		code, err := io.ReadAll(unpacked)
		if err != nil {
			w.err = err
			return
		}
		w.runtime = wazero.NewRuntime(ctx)
		if _, w.err = wasi_snapshot_preview1.Instantiate(ctx, w.runtime); w.err == nil {
			w.module, w.err = w.runtime.CompileModule(ctx, code)
		}
	})
	return w.err
}

// encode writes drawings without loss and all else at the quality 75.
func (w *webpEncoder) encode(m *image.NRGBA, sort sort) ([]byte, error) {
	const colourSpaceRGBA, quality, method, blurHidden = 0, 75, 4, 0
	lossless := uint64(0)
	if sort == drawing {
		lossless = 1
	}
	ctx := context.Background()
	if err := w.ready(ctx); err != nil {
		return nil, fmt.Errorf("WebP cannot be written on this machine: %w", err)
	}
	instance, err := w.runtime.InstantiateModule(ctx, w.module, wazero.NewModuleConfig().WithName(""))
	if err != nil {
		return nil, fmt.Errorf("WebP cannot be written: %w", err)
	}
	defer instance.Close(ctx)
	memory := wasmMemory{ctx, instance}
	input, inputErr := memory.put(m.Pix)
	size, sizeErr := memory.put(make([]byte, 8))
	if err := errors.Join(inputErr, sizeErr); err != nil {
		return nil, err
	}
	result, err := instance.ExportedFunction("encode").Call(ctx, input, uint64(m.Rect.Dx()), uint64(m.Rect.Dy()), size,
		colourSpaceRGBA, quality, method, lossless, blurHidden)
	if err != nil {
		return nil, fmt.Errorf("WebP cannot be written: %w", err)
	}
	return memory.get(result[0], size)
}
