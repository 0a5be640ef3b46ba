package office

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// harm is a way in which a file goes wrong. It gets what the file held, what it held in an older state of the folder, and what
// another file holds; nil means that the file is gone.
type harm struct {
	name string
	do   func(rnd *rand.Rand, b, older, other []byte) []byte
}

const harmPage = 8192 // as the data file has them

var harms = []harm{
	{"truncated", func(rnd *rand.Rand, b, _, _ []byte) []byte { return b[:rnd.IntN(max(len(b), 1))] }},
	{"emptied", func(*rand.Rand, []byte, []byte, []byte) []byte { return []byte{} }},
	{"removed", func(*rand.Rand, []byte, []byte, []byte) []byte { return nil }},
	{"bit flipped", func(rnd *rand.Rand, b, _, _ []byte) []byte {
		return at(b, pageOf(rnd, b, 512)+rnd.IntN(512), []byte{1 << rnd.IntN(8)}, true)
	}},
	{"header flipped", func(rnd *rand.Rand, b, _, _ []byte) []byte {
		return at(b, pageOf(rnd, b, harmPage)+rnd.IntN(64), []byte{1 << rnd.IntN(8)}, true)
	}},
	{"sector zeroed", func(rnd *rand.Rand, b, _, _ []byte) []byte {
		return at(b, pageOf(rnd, b, 512), make([]byte, 512), false)
	}},
	{"page zeroed", func(rnd *rand.Rand, b, _, _ []byte) []byte {
		return at(b, pageOf(rnd, b, harmPage), make([]byte, harmPage), false)
	}},
	{"page garbage", func(rnd *rand.Rand, b, _, _ []byte) []byte {
		junk := make([]byte, harmPage)
		for i := range junk {
			junk[i] = byte(rnd.Uint32())
		}
		return at(b, pageOf(rnd, b, harmPage), junk, false)
	}},
	{"page copied", func(rnd *rand.Rand, b, _, _ []byte) []byte {
		from := b[pageOf(rnd, b, harmPage):]
		return at(b, pageOf(rnd, b, harmPage), from[:min(len(from), harmPage)], false)
	}},
	{"older put back", func(_ *rand.Rand, b, older, _ []byte) []byte {
		if older == nil {
			return b
		}
		return older
	}},
	{"exchanged", func(_ *rand.Rand, _, _, other []byte) []byte { return other }},
}

// at returns b with p over it from n on, or with p's bits flipped there.
func at(b []byte, n int, p []byte, flip bool) []byte {
	out := bytes.Clone(b)
	for i := range p {
		if n+i >= len(out) {
			break
		}
		if flip {
			out[n+i] ^= p[i]
		} else {
			out[n+i] = p[i]
		}
	}
	return out
}

// pageOf is where a page begins that holds something: files are longer than what is in them.
func pageOf(rnd *rand.Rand, b []byte, step int) (n int) {
	for range 50 {
		n = rnd.IntN(max(len(b)/step, 1)) * step
		if page := b[n:min(n+step, len(b))]; len(bytes.Trim(page, "\x00")) > 0 {
			break
		}
	}
	return n
}

// groupOf is the kind of file a path below the master folder is, or nothing for one that is not to be harmed.
func groupOf(path string) string {
	path = filepath.ToSlash(path)
	base := filepath.Base(path)
	switch {
	case strings.HasPrefix(path, "anchor/"):
		return "note outside"
	case strings.HasPrefix(path, "export/"):
		return "export " + filepath.Ext(base)
	case strings.HasPrefix(path, "data-backup/") && strings.HasSuffix(base, ".hsbak"):
		return "backup"
	case strings.HasPrefix(path, "data-backup/"):
		return "backup's file"
	case path == "data/lock", strings.HasPrefix(path, "older/"), strings.HasPrefix(path, "lent/"), path == "content", path == "leaflet.txt":
		return ""
	case path == "data/backups":
		return "note of backups"
	case strings.HasPrefix(path, "data/blobs/"):
		return "attached file"
	case strings.HasPrefix(path, "data/cache/"):
		return "cache"
	case strings.HasPrefix(path, "data/drafts/"):
		return "draft"
	}
	return base
}

// victims are the files of a master folder by their groups.
func victims(t *testing.T, master string) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, path := range pathsIn(t, master) {
		if g := groupOf(path); g != "" {
			out[g] = append(out[g], path)
		}
	}
	return out
}

func pathsIn(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		out = append(out, rel)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}
