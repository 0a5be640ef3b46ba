// Package assets holds the files that are built into the programs: fonts, sentences, rules and samples.
package assets

import _ "embed"

// Faces of the screen: compact outlines (CFF), which the toolkit loads six times
// as fast as the same glyphs in TrueType form. Never write to these slices.
var (
	//go:embed fonts/HalfSkySans-Regular.otf
	ScreenRegular []byte
	//go:embed fonts/HalfSkySans-Bold.otf
	ScreenBold []byte
)

// Faces of the paper: TrueType outlines, the only kind the PDF writer can subset.
// Never write to these slices; they are shared by every document.
var (
	//go:embed fonts/NotoSerifSC-Regular.ttf
	PaperSong []byte
	//go:embed fonts/NotoSerifSC-Bold.ttf
	PaperSongBold []byte
	//go:embed fonts/NotoSansSC-Medium.ttf
	PaperHei []byte
	//go:embed fonts/HalfSkyKai-Regular.ttf
	PaperKai []byte
	// PaperNames has ideographs of personal names that no other face draws.
	//go:embed fonts/HalfSkyNames-Regular.ttf
	PaperNames []byte
	// PaperRareGz is the gzipped face of rare ideographs: most documents never open it.
	//go:embed fonts/HalfSkyRare-Regular.ttf.gz
	PaperRareGz []byte
)
