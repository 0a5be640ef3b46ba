package vault

import (
	"bytes"
	"errors"
	"io"
	"testing"
)

func sealFile(t testing.TB, k FileKey, text, place []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := k.NewWriter(&out, place)
	if err != nil {
		t.Fatal(err)
	}
	for part := range chunksOf(text, 1000) {
		if _, err := w.Write(part); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func chunksOf(b []byte, n int) func(func([]byte) bool) {
	return func(yield func([]byte) bool) {
		for len(b) > 0 {
			k := min(n, len(b))
			if !yield(b[:k]) {
				return
			}
			b = b[k:]
		}
	}
}

func sample(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i * i >> 7)
	}
	return b
}

func openFile(k FileKey, sealed, place []byte) ([]byte, error) {
	f, err := k.Open(bytes.NewReader(sealed), int64(len(sealed)), place)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.NewSectionReader(f, 0, f.Size()))
}

var filePlace = []byte("a folder and a name")

func TestSealedFileComesBackFromAnyPointAndOfAnyLength(t *testing.T) {
	for _, n := range []int{0, 1, chunkLen - 1, chunkLen, chunkLen + 1, 3 * chunkLen, 3*chunkLen + 77} {
		k, text := NewFileKey(), sample(n)
		sealed := sealFile(t, k, text, filePlace)
		if int64(len(sealed)) != SealedLen(int64(n)) {
			t.Errorf("%d bytes: sealed %d, said %d", n, len(sealed), SealedLen(int64(n)))
		}
		if got, err := openFile(k, sealed, filePlace); err != nil || !bytes.Equal(got, text) {
			t.Errorf("%d bytes: %d came back: %v", n, len(got), err)
		}
		f, err := k.Open(bytes.NewReader(sealed), int64(len(sealed)), filePlace)
		if err != nil {
			t.Fatal(err)
		}
		for _, at := range []int{0, n / 3, n - 1, chunkLen - 2, n, n + 5} {
			if at < 0 {
				continue
			}
			var b [5]byte
			got, err := f.ReadAt(b[:], int64(at))
			want := text[min(at, n):min(at+5, n)]
			if !bytes.Equal(b[:got], want) || (err == io.EOF) != (len(want) < 5) || err != nil && err != io.EOF {
				t.Errorf("%d bytes from %d: %x, %v", n, at, b[:got], err)
			}
		}
	}
}

func TestSealedFileThatWasTouchedGivesNothingOfTheBadChunk(t *testing.T) {
	k, text := NewFileKey(), sample(2*chunkLen+500)
	sealed := sealFile(t, k, text, filePlace)
	bad := bytes.Clone(sealed)
	bad[fileHeader+chunkLen+TagLen+9] ^= 1 // in the second chunk
	f, err := k.Open(bytes.NewReader(bad), int64(len(bad)), filePlace)
	if err != nil {
		t.Fatal(err)
	}
	out := make([]byte, len(text))
	n, err := f.ReadAt(out, 0)
	if !errors.Is(err, ErrDamaged) || n != chunkLen || !bytes.Equal(out[:n], text[:n]) || !bytes.Equal(out[n:], make([]byte, len(out)-n)) {
		t.Errorf("a flipped bit in the second chunk: %d bytes, %v", n, err)
	}
	step := chunkLen + TagLen
	exchanged := bytes.Clone(sealed)
	copy(exchanged[fileHeader:], sealed[fileHeader+step:fileHeader+2*step])
	copy(exchanged[fileHeader+step:], sealed[fileHeader:fileHeader+step])
	for name, b := range map[string][]byte{
		"empty":              nil,
		"header alone":       sealed[:fileHeader],
		"header changed":     append([]byte{0}, sealed[1:]...),
		"last chunk cut":     sealed[:len(sealed)-1],
		"cut at a chunk":     sealed[:fileHeader+2*step],
		"longer":             append(bytes.Clone(sealed), 0),
		"chunks exchanged":   exchanged,
		"twice":              append(bytes.Clone(sealed), sealed[fileHeader:]...),
		"another file's end": append(bytes.Clone(sealed[:fileHeader+2*step]), sealFile(t, NewFileKey(), text, filePlace)[fileHeader+2*step:]...),
	} {
		if got, err := openFile(k, b, filePlace); !errors.Is(err, ErrDamaged) || len(got) > 0 {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
	if _, err := openFile(k, append([]byte{fileFormat + 1}, sealed[1:]...), filePlace); !errors.Is(err, ErrNewer) {
		t.Errorf("a newer format: %v", err)
	}
	if _, err := openFile(k, sealed, []byte("another folder")); !errors.Is(err, ErrDamaged) {
		t.Errorf("at another place: %v", err)
	}
	if _, err := openFile(NewFileKey(), sealed, filePlace); !errors.Is(err, ErrDamaged) {
		t.Errorf("with another key: %v", err)
	}
}

// FuzzOpenFile: whatever lies on the disk opens as what was sealed or is damaged.
func FuzzOpenFile(f *testing.F) {
	k := FileKey{1, 2, 3}
	text := sample(chunkLen + 3)
	good := sealFile(f, k, text, filePlace)
	f.Add(good)
	f.Add(good[:len(good)-5])
	f.Add(sealFile(f, k, nil, filePlace))
	f.Add([]byte{fileFormat})
	f.Fuzz(func(t *testing.T, b []byte) {
		got, err := openFile(k, b, filePlace)
		if err == nil && len(got) > 0 && !bytes.Equal(got, text) {
			t.Errorf("%d bytes open that nobody sealed", len(got))
		}
		if err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNewer) {
			t.Error(err)
		}
	})
}
