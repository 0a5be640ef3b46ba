package paper

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// producer is what the metadata says made the file.
const producer = "HalfSky"

// catalog writes bookmarks, metadata, information and the root of the file.
func (w *writer) catalog(f *fileWriter) trailer {
	o := w.pages.opts
	outlines := w.bookmarks(f)
	meta := f.reserve()
	f.plainStream(meta, "/Type /Metadata /Subtype /XML ", []byte(xmp(o)))
	info := f.reserve()
	f.object(info, information(o))
	root := f.reserve()
	var b strings.Builder
	fmt.Fprintf(&b, "<</Type /Catalog /Pages 1 0 R /Lang %s /Metadata %d 0 R", textString(oneLine(o.Lang)), meta)
	if oneLine(o.Title) != "" {
		b.WriteString(" /ViewerPreferences <</DisplayDocTitle true>>")
	}
	if outlines > 0 {
		fmt.Fprintf(&b, " /Outlines %d 0 R /PageMode /UseOutlines", outlines)
	}
	b.WriteString(">>")
	f.object(root, b.String())
	return trailer{root: root, info: info}
}

// information is the old style of metadata, which most readers still show.
func information(o Options) string {
	var b strings.Builder
	b.WriteString("<<")
	if t := oneLine(o.Title); t != "" {
		b.WriteString("/Title " + textString(t))
	}
	if a := oneLine(o.Author); a != "" {
		b.WriteString("/Author " + textString(a))
	}
	b.WriteString("/Producer (" + producer + ")")
	if !o.Date.IsZero() {
		d := pdfDate(o.Date)
		b.WriteString("/CreationDate " + d + "/ModDate " + d)
	}
	b.WriteString(">>")
	return b.String()
}

// pdfDate writes a time with its zone, as (D:20080310093000+08'00').
func pdfDate(t time.Time) string {
	zone := t.Format("-0700")
	return "(D:" + t.Format("20060102150405") + zone[:3] + "'" + zone[3:] + "')"
}

// xmp is the same information as XML.
func xmp(o Options) string {
	esc := func(s string) string {
		var b strings.Builder
		if err := xml.EscapeText(&b, []byte(oneLine(s))); err != nil {
			return ""
		}
		return b.String()
	}
	var b strings.Builder
	b.WriteString("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n" +
		"<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" " +
		"xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n" +
		"<dc:format>application/pdf</dc:format>\n<pdf:Producer>" + producer + "</pdf:Producer>\n")
	fmt.Fprintf(&b, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n", esc(o.Lang))
	if o.Title != "" {
		fmt.Fprintf(&b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n", esc(o.Title))
	}
	if o.Author != "" {
		fmt.Fprintf(&b, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n", esc(o.Author))
	}
	if !o.Date.IsZero() {
		d := o.Date.Format("2006-01-02T15:04:05-07:00")
		fmt.Fprintf(&b, "<xmp:CreateDate>%s</xmp:CreateDate>\n<xmp:ModifyDate>%s</xmp:ModifyDate>\n", d, d)
	}
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	return b.String()
}

// outline is one bookmark in its tree. The root has no title.
type outline struct {
	number int
	title  string
	dest   string
	level  int
	kids   []*outline
}

// bookmarks writes the tree of marks and returns the number of its root, 0 without marks.
func (w *writer) bookmarks(f *fileWriter) int {
	root := &outline{level: -1}
	path := []*outline{root}
	for i := range w.pages.Sheets {
		sheet := &w.pages.Sheets[i]
		for _, m := range sheet.Marks {
			if m.Title == "" {
				continue
			}
			dest := fmt.Sprintf("[%d 0 R /XYZ 0 %s null]", 2*i+3, number(nil, (sheet.Height-m.Y)*ptPerMM))
			o := &outline{title: m.Title, dest: dest, level: m.Level}
			for path[len(path)-1].level >= m.Level {
				path = path[:len(path)-1]
			}
			up := path[len(path)-1]
			up.kids = append(up.kids, o)
			path = append(path, o)
		}
	}
	if len(root.kids) == 0 {
		return 0
	}
	root.reserve(f)
	root.write(f, 0, 0, 0)
	return root.number
}

func (o *outline) reserve(f *fileWriter) {
	o.number = f.reserve()
	for _, k := range o.kids {
		k.reserve(f)
	}
}

// open counts the bookmarks below this one; all are shown open.
func (o *outline) open() int {
	n := len(o.kids)
	for _, k := range o.kids {
		n += k.open()
	}
	return n
}

// write writes this bookmark and all below it.
func (o *outline) write(f *fileWriter, parent, prev, next int) {
	var b strings.Builder
	if parent == 0 {
		b.WriteString("<</Type /Outlines")
	} else {
		fmt.Fprintf(&b, "<</Title %s /Parent %d 0 R /Dest %s", textString(o.title), parent, o.dest)
	}
	link := func(key string, n int) {
		if n > 0 {
			fmt.Fprintf(&b, " /%s %d 0 R", key, n)
		}
	}
	link("Prev", prev)
	link("Next", next)
	if n := len(o.kids); n > 0 {
		link("First", o.kids[0].number)
		link("Last", o.kids[n-1].number)
		fmt.Fprintf(&b, " /Count %d", o.open())
	}
	b.WriteString(">>")
	f.object(o.number, b.String())
	for i, k := range o.kids {
		before, after := 0, 0
		if i > 0 {
			before = o.kids[i-1].number
		}
		if i+1 < len(o.kids) {
			after = o.kids[i+1].number
		}
		k.write(f, o.number, before, after)
	}
}
