package office

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
)

// FontKind is a kind of type that a person can have a font file of her own for.
type FontKind string

// The kinds.
const (
	FangFont FontKind = "fang" // 仿宋, of running text
	SongFont FontKind = "song" // 小标宋, of titles
)

// FontKinds lists the kinds in the order they are offered.
var FontKinds = []FontKind{FangFont, SongFont}

// Why a font file that was chosen is not used.
const (
	FontGone    field.Code = "fontgone"    // it is not where it was, or cannot be read
	FontChanged field.Code = "fontchanged" // it is not the file that was chosen
	FontTooBig  field.Code = "fonttoobig"  // no font takes so much
)

// maxFont bounds a font file, bytes: the fullest collection in use takes some 50 million.
const maxFont = 128 << 20

// OwnFont is a font file chosen on this computer.
type OwnFont struct {
	Kind    FontKind
	Path    string // empty: none, the built-in face draws
	Info    paper.FaceInfo
	Trouble error // why the built-in face draws all the same: FontGone, FontChanged, FontTooBig or a code of paper.CheckFace
}

// OwnFonts returns the font files chosen on this computer, one for each of FontKinds. Where the files lie is kept on this computer
// beside the note of the newest state, not in the data folder: a path says who works here, and the next computer has another.
// The files themselves are never copied. They are read when they are first asked for, so this belongs off the screen's goroutine.
func (o *Office) OwnFonts() []OwnFont {
	o.fonts.mu.Lock()
	defer o.fonts.mu.Unlock()
	o.fonts.read()
	return slices.Clone(o.fonts.list)
}

// SetOwnFont decides which file draws a kind of type from the next document on; an empty path is the built-in face. The file is
// checked first. Codes: FontGone, FontTooBig, paper.FaceKind, FaceDamaged, FaceClosed, FacePoor; on an error nothing changes.
func (o *Office) SetOwnFont(ctx context.Context, kind FontKind, path string) error {
	o.fonts.mu.Lock()
	defer o.fonts.mu.Unlock()
	o.fonts.read()
	place := slices.Index(FontKinds, kind)
	if place < 0 {
		return fmt.Errorf("set own font: %w", field.NotFound)
	}
	next := chosenFont{}
	if path != "" {
		next = openFont(path, "")
		if next.Trouble != nil {
			return fmt.Errorf("set own font: %w", next.Trouble)
		}
	}
	next.Kind = kind
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("set own font: %w", err)
	}
	old := slices.Clone(o.fonts.chosen)
	o.fonts.chosen[place] = next
	err := o.fonts.write()
	if err == nil {
		err = o.fonts.use()
	}
	if err != nil {
		o.fonts.chosen = old
		return fmt.Errorf("set own font: %w", err)
	}
	return nil
}

// useOwnFonts has documents drawn with the files that were chosen.
func (o *Office) useOwnFonts() {
	o.fonts.mu.Lock()
	defer o.fonts.mu.Unlock()
	o.fonts.read()
}

// ownFonts are the font files chosen on this computer.
type ownFonts struct {
	mu     sync.Mutex
	note   string // file that says which; empty: none is kept
	chosen []chosenFont
	list   []OwnFont
}

// chosenFont is a font file with its bytes, which all documents share.
type chosenFont struct {
	OwnFont
	sum  string
	data []byte
}

// noted is what the note says of a font file.
type noted struct {
	Path string `json:"path"`
	Sum  string `json:"sha256"` // of the file when it was chosen
}

// read reads the note and the files it names, once. A note that cannot be read says nothing: the built-in faces draw everything.
func (f *ownFonts) read() {
	if f.chosen != nil {
		return
	}
	known := map[FontKind]noted{}
	if raw, err := os.ReadFile(f.note); err != nil || json.Unmarshal(raw, &known) != nil {
		known = nil
	}
	for _, kind := range FontKinds {
		c := chosenFont{}
		if n := known[kind]; n.Path != "" {
			c = openFont(n.Path, n.Sum)
		}
		c.Kind = kind
		f.chosen = append(f.chosen, c)
	}
	if err := f.use(); err != nil { // each was checked: there is nothing else to try
		f.chosen[0].Trouble, f.chosen[1].Trouble = err, err
		f.show()
	}
}

// openFont reads and checks a font file. With a sum it has to be the same file as then.
func openFont(path, sum string) chosenFont {
	c := chosenFont{OwnFont: OwnFont{Path: path}}
	info, err := os.Stat(path)
	switch {
	case err != nil || !info.Mode().IsRegular():
		c.Trouble = FontGone
		return c
	case info.Size() > maxFont:
		c.Trouble = FontTooBig
		return c
	}
	data, err := os.ReadFile(path)
	if err != nil {
		c.Trouble = FontGone
		return c
	}
	now := sha256.Sum256(data)
	c.sum = hex.EncodeToString(now[:])
	if sum != "" && sum != c.sum {
		c.Trouble, c.sum = FontChanged, sum
		return c
	}
	c.Info, err = paper.CheckFace(data)
	switch {
	case err != nil:
		c.Trouble = err
	case !c.Info.Embeddable:
		c.Trouble = paper.FaceClosed
	default:
		c.data = data
	}
	return c
}

// use gives paper the files that can be used.
func (f *ownFonts) use() error {
	f.show()
	if err := paper.SetOwnFaces(paper.OwnFaces{Fang: f.chosen[0].data, Song: f.chosen[1].data}); err != nil {
		return fmt.Errorf("use own fonts: %w", err)
	}
	return nil
}

func (f *ownFonts) show() {
	f.list = f.list[:0]
	for _, c := range f.chosen {
		f.list = append(f.list, c.OwnFont)
	}
}

// write keeps which files were chosen: the whole note or the one before.
func (f *ownFonts) write() error {
	if f.note == "" {
		return nil
	}
	known := map[FontKind]noted{}
	for _, c := range f.chosen {
		if c.Path != "" {
			known[c.Kind] = noted{c.Path, c.sum}
		}
	}
	raw, err := json.Marshal(known)
	if err != nil {
		return fmt.Errorf("keep own fonts: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(f.note), 0o700); err != nil {
		return fmt.Errorf("keep own fonts: %w", nameless(err))
	}
	part, err := os.CreateTemp(filepath.Dir(f.note), "fonts-*")
	if err != nil {
		return fmt.Errorf("keep own fonts: %w", nameless(err))
	}
	_, err = part.Write(raw)
	if err = errors.Join(err, part.Sync(), part.Close()); err == nil {
		err = os.Rename(part.Name(), f.note)
	}
	if err != nil {
		return fmt.Errorf("keep own fonts: %w", errors.Join(field.ReadOnly, os.Remove(part.Name())))
	}
	return nil
}

// FontsNote is the file where this computer's user keeps which font files she chose. It is empty when the system names no such place.
func FontsNote() string {
	base, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(base, "halfsky", "fonts.json")
}
