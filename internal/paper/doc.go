// Package paper sets Chinese pages, writes them as PDF and draws them as pictures.
//
// A document is built block by block (Doc), laid out once into pages of a display
// list (Pages, Page, Item), and the same list feeds the PDF file, the picture for
// the screen and the text the tests compare. What is seen is what is printed.
//
// Places are in millimetres from the top left corner of the sheet, type is in
// points, colours are RGB. The measures of a page are those of GB/T 9704-2012.
//
// Fonts are parsed once and shared. The person may put files of her own in the place
// of two of them (SetOwnFaces); a document keeps the faces it began with, so any
// number of documents may be made at the same time. What no face has is drawn as a
// box with its code point, copied as itself, and told with its place (Lacks).
//
// gofpdf writes pages. Its text side loses Chinese characters, so text, rules and
// pictures go out as operators of our own, text as glyph codes of our own subset. A
// finishing pass moves some pages at a time into the file and puts in the fonts, the
// map back to text, pictures as they came, links, bookmarks and metadata.
//
// Protected copies are made by pdfcpu: AES with 256 bits, revision 6 of PDF 2.0.
//
// Left out: structure for readers that speak (tagged PDF), because a strip does not
// know yet what it is a part of, and a structure that is wrong is worse than none;
// pictures say what they show all the same. Page labels, because the numbers on the
// pages are those of the reader. An output intent, because nothing here claims PDF/A,
// which could not be proved.
package paper
