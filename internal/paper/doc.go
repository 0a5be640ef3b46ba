// Package paper sets Chinese pages, writes them as PDF and draws them as pictures.
//
// A document is built block by block (Doc), laid out once into pages of a display
// list (Pages, Page, Item), and the same list feeds the PDF file, the picture for
// the screen and the text the tests compare. What is seen is what is printed.
//
// Places are in millimetres from the top left corner of the sheet, type is in
// points, colours are RGB. The measures of a page are those of GB/T 9704-2012.
//
// Fonts are parsed once and shared; nothing in this package changes after that, so
// any number of documents may be made at the same time.
//
// gofpdf writes pages, rules and pictures. Its text side loses Chinese characters,
// so text goes out as glyph codes of our own subset, and a finishing pass puts the
// real fonts, the map back to text, bookmarks and metadata into its file.
package paper
