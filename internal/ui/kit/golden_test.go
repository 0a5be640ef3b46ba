package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// The golden files in testdata hold places, sizes and colours of the few screens that all others are made of. A change that is meant
// is looked at in testdata/failed and copied.

func TestGoldenForm(t *testing.T) {
	b := newBench(t)
	e := event("三八义诊")
	e.Date, e.People = field.Day{Year: 2008, Month: 3, Date: 6}, field.Count{Value: 200, HasValue: true, Qualifier: "多", Unit: "人"}
	f, _ := formOf(b, e, newShelf(), FormSpec{Hide: []string{"programme", "hosts", "units", "experts", "posts", "intents", "awarded", "sessions",
		"leaflets", "exhibits", "gifts", "amount", "covered", "problems", "settled", "letters", "content", "media", "source"}})
	b.host.Window.Resize(fyne.NewSize(760, 420))
	test.AssertObjectRendersToMarkup(t, "form.xml", f)
}

func TestGoldenTable(t *testing.T) {
	b := newBench(t)
	table := NewTable(b.host, []Column{{Key: "name", Title: "名称", Width: 120, Loose: true},
		{Key: "phone", Title: "电话", Width: 90, Mask: func(string) string { return MaskText }},
		{Key: "n", Title: "数", Width: 60, Right: true, Tone: func(_ Rows, i int) Tone { return Tone(i % 5) }}})
	b.put(table)
	b.host.Window.Resize(fyne.NewSize(300, 160))
	table.SetRows(ledger{n: 3})
	table.SetSort("name", true)
	table.Select(1)
	test.AssertObjectRendersToMarkup(t, "table.xml", table)
}

func TestGoldenPage(t *testing.T) {
	b := newBench(t)
	p := &centre.Person{Name: "欧阳𠮷", Phone: "13800138000", Sex: "female", Address: "示例镇"}
	newShelf(p)
	page := NewPage(b.host, p, PageSpec{Parts: []*field.Type{}})
	b.put(page)
	b.host.Window.Resize(fyne.NewSize(700, 300))
	test.AssertObjectRendersToMarkup(t, "page.xml", page)
}
