package paper

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"sync"

	"golang.org/x/image/font/sfnt"

	"cn.halfsky/assets"
)

// Font names a kind of type by the job it does on a page.
type Font uint8

// The kinds of type of GB/T 9704. Fang stands for 仿宋 and is drawn in Kai until the
// person points to a 仿宋 file of her own.
const (
	Fang     Font = iota // running text
	Kai                  // second headings, subtitles
	Song                 // tables, page numbers
	SongBold             // titles (小标宋)
	Hei                  // first headings, heads of tables
)

// faceID is the place of a face in the fallback list.
type faceID uint8

const (
	faceKai faceID = iota
	faceSong
	faceSongBold
	faceHei
	faceRare
	faceNames
	faceCount
)

// chains says which faces draw a kind of type, in order of preference.
var chains = [...][]faceID{
	Fang:     {faceKai, faceSong, faceRare, faceNames},
	Kai:      {faceKai, faceSong, faceRare, faceNames},
	Song:     {faceSong, faceKai, faceRare, faceNames},
	SongBold: {faceSongBold, faceSong, faceKai, faceRare, faceNames},
	Hei:      {faceHei, faceSong, faceKai, faceRare, faceNames},
}

// shelf keeps the parsed faces of the program. A face is parsed when first asked for.
var shelf [faceCount]struct {
	once   sync.Once
	face   *face
	drawn  sync.Once
	shapes *sfnt.Font
}

// get returns a parsed face. The fonts are part of the program, so a damaged one is
// a fault of the build and panics on the first page anybody makes.
func (id faceID) get() *face {
	s := &shelf[id]
	s.once.Do(func() {
		f, err := loadFace(id)
		if err != nil {
			panic(err)
		}
		s.face = f
	})
	return s.face
}

func loadFace(id faceID) (*face, error) {
	switch id {
	case faceKai:
		return parseFace("HalfSkyKai-Regular", assets.PaperKai)
	case faceSong:
		return parseFace("NotoSerifSC-Regular", assets.PaperSong)
	case faceSongBold:
		return parseFace("NotoSerifSC-Bold", assets.PaperSongBold)
	case faceHei:
		return parseFace("NotoSansSC-Medium", assets.PaperHei)
	case faceNames:
		return parseFace("HalfSkyNames-Regular", assets.PaperNames)
	}
	z, err := gzip.NewReader(bytes.NewReader(assets.PaperRareGz))
	if err != nil {
		return nil, fmt.Errorf("unpack rare face: %w", err)
	}
	raw, err := io.ReadAll(z)
	if err != nil {
		return nil, fmt.Errorf("unpack rare face: %w", err)
	}
	return parseFace("HalfSkyRare-Regular", raw)
}

// find returns the face and glyph that draw a character. When no face has it the
// answer is the box of the first face and false.
func (f Font) find(r rune) (faceID, uint16, bool) {
	chain := chains[f]
	for _, id := range chain {
		if g := id.get().glyph(r); g != 0 {
			return id, g, true
		}
	}
	return chain[0], 0, false
}

// shapes returns the outlines of a face for drawing on a screen.
func (id faceID) shapes() *sfnt.Font {
	s := &shelf[id]
	data := id.get().data
	s.drawn.Do(func() {
		f, err := sfnt.Parse(data)
		if err != nil {
			panic(fmt.Errorf("read outlines of %s: %w", s.face.name, err))
		}
		s.shapes = f
	})
	return s.shapes
}
