package paper

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"sync"

	"cn.halfsky/assets"
)

// Font names a kind of type by the job it does on a page.
type Font uint8

// The kinds of type of GB/T 9704. Fang stands for 仿宋 and is drawn in Kai until the
// person points to a 仿宋 file of her own, see SetOwnFaces.
const (
	Fang     Font = iota // running text
	Kai                  // second headings, subtitles
	Song                 // tables, page numbers
	SongBold             // titles (小标宋)
	Hei                  // first headings, heads of tables
)

// faceRef is a face that is parsed when it is first asked for, once for all documents.
type faceRef struct {
	once sync.Once
	load func() (*face, error)
	face *face
}

// faceID tells faces apart.
type faceID = *faceRef

// The faces of the program.
var (
	faceKai      = builtIn("HalfSkyKai-Regular", assets.PaperKai)
	faceSong     = builtIn("NotoSerifSC-Regular", assets.PaperSong)
	faceSongBold = builtIn("NotoSerifSC-Bold", assets.PaperSongBold)
	faceHei      = builtIn("NotoSansSC-Medium", assets.PaperHei)
	faceNames    = builtIn("HalfSkyNames-Regular", assets.PaperNames)
	faceRare     = &faceRef{load: unpackRare}
)

// chains says which faces draw a kind of type, in order of preference.
var chains = [...][]faceID{
	Fang:     {faceKai, faceSong, faceRare, faceNames},
	Kai:      {faceKai, faceSong, faceRare, faceNames},
	Song:     {faceSong, faceKai, faceRare, faceNames},
	SongBold: {faceSongBold, faceSong, faceKai, faceRare, faceNames},
	Hei:      {faceHei, faceSong, faceKai, faceRare, faceNames},
}

func builtIn(name string, data []byte) faceID {
	return &faceRef{load: func() (*face, error) { return parseFace(name, data, 0) }}
}

// get returns a parsed face. The fonts are part of the program, so a damaged one is
// a fault of the build and panics on the first page anybody makes.
func (id *faceRef) get() *face {
	if id.load == nil { // parsed before it got here
		return id.face
	}
	id.once.Do(func() {
		f, err := id.load()
		if err != nil {
			panic(err)
		}
		id.face = f
	})
	return id.face
}

func unpackRare() (*face, error) {
	z, err := gzip.NewReader(bytes.NewReader(assets.PaperRareGz))
	if err != nil {
		return nil, fmt.Errorf("unpack rare face: %w", err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("unpack rare face: %w", err)
	}
	return parseFace("HalfSkyRare-Regular", raw, 0)
}

// find returns the face and glyph that draw a character: a box with its code point
// when no face has it.
func (sh *shaper) find(f Font, r rune) (faceID, uint16) {
	if own := sh.own.face(f); own != nil {
		if g := own.get().glyph(r); g != 0 {
			return own, g
		}
	}
	for _, id := range chains[f] {
		if g := id.get().glyph(r); g != 0 {
			return id, g
		}
	}
	if sh.boxes == nil {
		sh.boxes = newBoxes()
	}
	return sh.boxes.id, sh.boxes.glyph(r)
}
