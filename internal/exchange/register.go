package exchange

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// about is what the row of a register of visits says besides the case itself: who came, where she works, how it ended.
type about struct {
	person    *centre.Person
	anonymous bool
	unitText  string
	unitCol   int
	result    string // the text that says how it ended
	resultCol int
	texts     map[string]int // columns by the key of the person's field that they filled
}

// who returns what the row says of the person, made when it is first needed.
func (d *draft) who() *about {
	if d.about == nil {
		d.about = &about{person: &centre.Person{}, unitCol: -1, resultCol: -1, texts: map[string]int{}}
	}
	return d.about
}

// personCell reads a cell that tells of the person.
func (d *draft) personCell(col int, c *Column, cell Cell) {
	if cell.Empty() {
		return
	}
	a := d.who()
	text := field.Tidy(cell.Text)
	switch {
	case c.role == asWorkplace:
		if nothingWords.MatchString(field.Fold(text)) {
			d.remark(col, Ignored, "exchange.cell.nothing")
			return
		}
		a.unitText, a.unitCol = oneLine(text), col
		return
	case c.spec.Key == "name":
		d.name(col, c, text)
		return
	case c.spec.Key == "ageband" && cell.Mark == Plain:
		if band := ageBand(text); band != "" {
			a.person.AgeBand = band
			d.remark(col, Used, "exchange.case.age")
			a.texts[c.spec.Key] = col
			return
		}
	}
	got := d.m.rd.put(a.person, c.spec, cell, c.unit)
	switch {
	case got.done:
		a.texts[c.spec.Key] = col
		if got.keep {
			d.keepAlso(col, cell, got)
		}
	case got.nothing:
		d.remark(col, Ignored, got.say)
	case c.spec.Key == "residentid":
		// A number that is wrong still tells who she is: nobody needs the whole of it.
		d.remark(col, Noted, "exchange.case.masked")
		d.lines = append(d.lines, c.title()+"："+centre.MaskID(strings.ToUpper(field.Fold(text))))
	default:
		d.keepUnread(col, cell, got)
	}
}

// name reads who came: nobody who gave a name, a pseudonym, a name.
func (d *draft) name(col int, c *Column, text string) {
	a := d.who()
	if folded := field.Fold(text); namelessOne.MatchString(folded) || nothingWords.MatchString(folded) {
		a.anonymous = true
		d.remark(col, Ignored, "exchange.case.anonymous")
		return
	}
	if m := groupTail.FindStringSubmatch(text); m != nil && d.heads(m[2]) {
		d.remark(col, Noted, "exchange.case.heads", m[1])
		d.lines = append(d.lines, c.title()+"："+text)
		text = m[1]
	}
	called := false
	if m := calledTail.FindStringSubmatch(text); m != nil {
		text, called = m[1], true
	}
	if p := c.spec.Set(a.person, text, field.Context{}); p != nil {
		d.keepUnread(col, Cell{Text: text}, unread(p.Say, p.Args...))
		return
	}
	if called || surnameOf(field.Fold(text)) != "" {
		a.person.Pseudonym = field.Yes
	}
	a.texts[c.spec.Key] = col
}

// heads notes of a case how many came, where no column says so; false where that is no number.
func (d *draft) heads(text string) bool {
	r, ok := d.row.Record.(*centre.Case)
	n, read := field.ParseCount(text, "人")
	if !ok || !read || !n.HasValue {
		return false
	}
	if n.Known = field.ByDeclare; r.Heads.IsZero() {
		r.Heads = n
	}
	return true
}

var ageForm = regexp.MustCompile(`^(\d{1,3})(?:周?岁|多岁|岁左右)?$`)

// ageBand is the band that an age lies in: no more than that is kept.
func ageBand(text string) string {
	m := ageForm.FindStringSubmatch(field.Fold(text))
	if m == nil {
		return ""
	}
	age, err := strconv.Atoi(m[1])
	if err != nil || age == 0 || age > 120 {
		return ""
	}
	return centre.AgeBandOf(age)
}

// caseCell reads the cells of a register that say more than one field holds.
func (d *draft) caseCell(col int, c *Column, cell Cell) bool {
	r, ok := d.row.Record.(*centre.Case)
	if !ok || cell.Mark == NoSum || cell.Mark == Fault {
		return false
	}
	text := field.Tidy(cell.Text)
	switch c.spec.Key {
	case "person":
		if marked.MatchString(text) {
			return false // a table that this program wrote names her so
		}
		s := *c
		s.spec = centre.PersonType.Field("name")
		d.name(col, &s, text)
		return true
	case "outcome", "state":
		return d.ending(col, c, r, text)
	case "channel":
		return d.channel(col, c, r, text)
	case "matter":
		return d.matter(col, c, r, text)
	}
	return false
}

// channel reads how she came, also where a word stands within others: 集体来访, 电话咨询.
func (d *draft) channel(col int, c *Column, r *centre.Case, text string) bool {
	if strings.Contains(text, "集体") {
		r.Group = field.Yes
	}
	if d.m.rd.choiceOf(c.spec, text) != "" {
		return false
	}
	code := d.m.rd.words(centre.Channel).inside(text)
	for _, w := range channelWords {
		if code == "" && strings.Contains(text, w.word) {
			code = w.code
		}
	}
	if code == "" {
		return false
	}
	r.Channel = code
	d.texts[c.spec.Key] = col
	if r.Group != field.Yes {
		d.keepAlso(col, Cell{Text: text}, reading{say: "exchange.cell.guess", args: []string{"channel." + code}})
	}
	return true
}

var channelWords = []struct{ word, code string }{
	{"集体", "visit"}, {"个访", "visit"}, {"当面", "visit"}, {"接访", "visit"}, {"热线", "call"}, {"来函", "letter"}, {"写信", "letter"}, {"短信", "online"},
	{"网上", "online"}, {"线上", "online"}, {"转办", "department"}, {"交办", "superior"}, {"上报", "grassroots"}, {"现场", "event"},
}

// matter reads what it is about from other words than those of the list.
func (d *draft) matter(col int, c *Column, r *centre.Case, text string) bool {
	if d.m.rd.choiceOf(c.spec, text) != "" {
		return false
	}
	code := d.m.matterIn(text, d.m.rd)
	if code == "" {
		return false
	}
	r.Matter = code
	d.texts[c.spec.Key] = col
	d.keepAlso(col, Cell{Text: text}, reading{say: "exchange.cell.guess", args: []string{"matter." + code}})
	return true
}

// matterIn returns the matter that a text is most likely about; "" when nothing in it tells.
func (m *maker) matterIn(text string, rd *reader) string {
	for _, w := range matterWords {
		if w.form.MatchString(text) {
			return w.code
		}
	}
	return rd.words(centre.Matter).inside(text)
}

// matterWords are what people call the matters, the gravest first: what must be kept from others is never overlooked for a word
// about wages.
var matterWords = []struct {
	form *regexp.Regexp
	code string
}{
	{regexp.MustCompile(`性骚扰|猥亵|骚扰`), "06"},
	{regexp.MustCompile(`家暴|家庭暴力|殴打|被丈夫打|被老公打`), "1104"},
	{regexp.MustCompile(`自杀|自残|轻生`), "1204"},
	{regexp.MustCompile(`抑郁|焦虑|失眠|心理|情绪`), "12"},
	{regexp.MustCompile(`(怀孕|孕期|产期|产假|哺乳期|三期).{0,12}(解除|辞退|开除|降薪|降工资|解雇|劝退)|(解除|辞退|开除|解雇|劝退).{0,8}(怀孕|孕期|产假|哺乳期)`), "0507"},
	{regexp.MustCompile(`产假工资`), "0207"},
	{regexp.MustCompile(`生育(津贴|保险|待遇|报销)`), "0405"},
	{regexp.MustCompile(`怀孕|孕期|产检|保胎`), "0502"},
	{regexp.MustCompile(`产假|流产假|奖励假`), "0503"},
	{regexp.MustCompile(`哺乳`), "0504"},
	{regexp.MustCompile(`工伤|职业病|工亡`), "08"},
	{regexp.MustCompile(`拖欠|欠薪|克扣|讨薪|(工资|报酬).{0,6}(未|没|不)(发|付|支付)`), "0201"},
	{regexp.MustCompile(`加班`), "0202"},
	{regexp.MustCompile(`辞退|开除|解除|裁员|被辞|劝退`), "0105"},
	{regexp.MustCompile(`(未|没|不).{0,3}签.{0,6}合同`), "0102"},
	{regexp.MustCompile(`经济补偿|赔偿金|补偿金`), "0107"},
	{regexp.MustCompile(`公积金`), "0406"},
	{regexp.MustCompile(`社保|社会保险|五险|养老保险|医保`), "04"},
	{regexp.MustCompile(`年休假|年假`), "0302"},
	{regexp.MustCompile(`工资|薪|报酬`), "02"},
	{regexp.MustCompile(`离婚`), "1101"},
	{regexp.MustCompile(`抚养`), "1102"},
	{regexp.MustCompile(`婚姻|家庭纠纷`), "11"},
	{regexp.MustCompile(`困难|救助|补助|大病`), "14"},
	{regexp.MustCompile(`劳动合同|合同`), "01"},
}

// received fills what the row leaves open of when she came.
func (d *draft) received(c *centre.Case) {
	if c.Received == 0 && !c.Closed.IsZero() && c.Closed.Exact() && !hasField(d.columns, "received") {
		c.Received = field.MomentOf(time.Date(c.Closed.Year, time.Month(c.Closed.Month), c.Closed.Date, 0, 0, 0, 0, d.m.zone()))
		d.remark(-1, "", "exchange.case.received")
	}
}
