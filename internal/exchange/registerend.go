package exchange

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// notBorneOut is how a claim is turned down without the word 驳回.
const notBorneOut = `不予支持|不支持|未予支持|未支持|未获支持|未得到支持|没有支持|没有得到支持`

// endings are how registers say how a matter ended, and outcomes what that is called; the clearest first.
var endings = []struct {
	form *regexp.Regexp
	code string
}{
	{regexp.MustCompile(`(调解|和解|协商)(不成|未成|未果|无果|失败|未达成|未能达成|不一致|未一致)|(未|没|没有|未能|不能|无法|难以)(达成|取得|形成)?(一致|协议|调解|和解|协商)`), "unmediated"},
	{regexp.MustCompile(`调解成功|达成调解|调解(结案|解决|达成)`), "mediated"},
	{regexp.MustCompile(`裁决.{0,6}(部分支持)`), "award-part"},
	{regexp.MustCompile(`(裁决|仲裁).{0,6}(驳回|` + notBorneOut + `)`), "award-lost"},
	{regexp.MustCompile(`裁决.{0,6}支持|仲裁胜`), "award-won"},
	{regexp.MustCompile(`判决.{0,6}部分支持`), "judgment-part"},
	{regexp.MustCompile(`判决.{0,6}(驳回|` + notBorneOut + `)|败诉`), "judgment-lost"},
	{regexp.MustCompile(`判决.{0,6}支持|胜诉`), "judgment-won"},
	{regexp.MustCompile(`撤回|撤诉|撤销申请|放弃`), "withdrawn"},
	{regexp.MustCompile(`联系不上|无法联系|失联|停机|无人接听`), "unreachable"},
	{regexp.MustCompile(`和解|协商(一致|解决|成功)|达成协议`), "settled"},
	{regexp.MustCompile(`(单位|公司|厂)[^未没不拒无]{0,8}(补发|补缴|纠正|整改|改正|恢复|支付|发放|退还)|已(补发|补缴|纠正|整改)`), "corrected"},
	{regexp.MustCompile(`(已|并)?(转|移交|移送)(办|交|介|至|到|相关|有关|劳动|人社|法院|仲裁|妇联|信访|公安)`), "transferred"},
	{regexp.MustCompile(`答复|解答|告知|解释|答疑|已咨询|指导|建议其?`), "advised"},
}

var (
	notYet  = regexp.MustCompile(`办理中|处理中|进行中|在办|未办结|未结|未完成|跟进|正在|待(处理|办|定|复|答复|核实|调解|仲裁|开庭|回复)|协调中|调解中|仲裁中|诉讼中|审理中`)
	settled = regexp.MustCompile(`办结|结案|完成|已解决|已处理|已了结|办复|^(是|√|✓|✔|yes|y)$`)
	stages  = []struct {
		form *regexp.Regexp
		code string
	}{
		{regexp.MustCompile(`仲裁`), "arbitrating"}, {regexp.MustCompile(`诉讼|法院|开庭|审理`), "suing"}, {regexp.MustCompile(`调解`), "mediating"},
		{regexp.MustCompile(`转办|转交`), "transferred"},
	}
)

// ending reads how the matter ended or where it stands: 已办结，单位补发工资. The words themselves stay in the note where they say more.
func (d *draft) ending(col int, c *Column, r *centre.Case, text string) bool {
	if nothingWords.MatchString(field.Fold(text)) {
		return false
	}
	if code := d.m.rd.choiceOf(c.spec, text); code != "" {
		if c.spec.Key == "state" {
			r.State = code
			d.texts["state"] = col
			return true
		}
		return false
	}
	a := d.who()
	a.result, a.resultCol = strings.TrimPrefix(a.result+"；"+text, "；"), col
	if r.Outcome == "" && !notYet.MatchString(text) {
		r.Outcome = endingIn(text)
	}
	say, args := "exchange.case.result", []string(nil)
	if r.Outcome != "" {
		say, args = "exchange.cell.guess", []string{"outcome." + r.Outcome}
	}
	d.remark(col, Noted, say, args...)
	d.lines = append(d.lines, c.title()+"："+text)
	return true
}

func endingIn(text string) string {
	for _, e := range endings {
		if e.form.MatchString(text) {
			return e.code
		}
	}
	return ""
}

// registered fills what the row of a register leaves to be understood: what it is about, how she came, where it stands.
func (d *draft) registered() error {
	c, ok := d.row.Record.(*centre.Case)
	if !ok || d.m.rd.own {
		return nil
	}
	d.received(c)
	if c.Matter == "" {
		d.matterOf(c)
	}
	if c.Channel == "" {
		c.Channel = channelOf(d.m.frame.title)
		d.remark(-1, "", "exchange.case.channel", "channel."+c.Channel)
	}
	if !hasField(d.columns, "secrecy") && centre.Sensitive(c.Matter) && c.Secrecy == "normal" {
		c.Secrecy = "sensitive"
		d.remark(-1, "", "exchange.case.sensitive")
	}
	if n := c.Heads; n.HasValue && n.Value >= centre.GroupFrom {
		c.Group = field.Yes // whatever the register calls it
	}
	d.stands(c)
	if day := field.DayOf(c.Received.In(d.m.zone())); c.State == "closed" && c.Outcome == "advised" && (c.Closed.IsZero() || c.Closed == day) && !hasField(d.columns, "enquiry") {
		c.Enquiry = field.Yes // she asked and was answered: no case file
	}
	return d.unit(c)
}

// matterOf takes the matter that the facts tell.
func (d *draft) matterOf(c *centre.Case) {
	c.Matter = d.m.matterIn(c.Facts+" "+c.Request, d.m.rd)
	if c.Matter == "" {
		c.Matter = "15"
	}
	d.remark(-1, "", "exchange.case.matter", "matter."+c.Matter)
}

// channelOf takes how she came from the title of the register.
func channelOf(title string) string {
	for _, w := range []struct{ word, code string }{{"来电", "call"}, {"热线", "call"}, {"来信", "letter"}, {"网", "online"}} {
		if strings.Contains(title, w.word) {
			return w.code
		}
	}
	return "visit"
}

// stands says where the case stands: closed when a date of closing or the words of the result say so. A closed case has an outcome; of one
// that says none it is at least true that she was answered.
func (d *draft) stands(c *centre.Case) {
	if _, said := d.texts["state"]; said {
		if c.State == "closed" && c.Outcome == "" {
			c.Outcome = "advised"
			d.remark(-1, "", "exchange.case.outcome", "outcome.advised")
		}
		return
	}
	result := ""
	if d.about != nil {
		result = d.about.result
	}
	open := notYet.MatchString(result)
	done := !c.Closed.IsZero() || c.Outcome != "" || settled.MatchString(field.Fold(result)) && !open
	switch {
	case done && (!open || !c.Closed.IsZero()):
		c.State = "closed"
		if c.Outcome == "" {
			c.Outcome = "advised"
			d.remark(-1, "", "exchange.case.outcome", "outcome.advised")
		}
	case result != "":
		c.State = "underway"
		for _, s := range stages {
			if s.form.MatchString(result) {
				c.State = s.code
				break
			}
		}
	}
}

// unit settles where she works. In a matter of work that names no other unit, hers is the one it is against.
func (d *draft) unit(c *centre.Case) error {
	a := d.about
	if a == nil || a.unitText == "" {
		return nil
	}
	if noUnitWords.MatchString(field.Fold(a.unitText)) {
		a.person.UnitText = a.unitText
		return nil
	}
	id, several, err := d.m.dir.resolve([]string{"organisation"}, a.unitText)
	if err != nil {
		return err
	}
	if several || id == (field.ID{}) {
		a.person.UnitText = a.unitText
		return nil
	}
	a.person.Unit = id
	if c.Adverse == (field.ID{}) && !hasField(d.columns, "adverse") && ofWork(c.Matter) {
		c.Adverse = id
		d.remark(a.unitCol, Used, "exchange.case.adverse")
	}
	return nil
}

// ofWork reports whether a matter is one between a worker and her unit: the first ten of the list.
func ofWork(matter string) bool { return len(matter) >= 2 && matter[:2] >= "01" && matter[:2] <= "10" }

// persons returns the persons of the folder and of the file.
func (m *maker) persons() (*people, error) {
	if m.crowd == nil {
		x, err := readPeople(m.ctx, m.look)
		if err != nil {
			return nil, err
		}
		m.crowd = x
	}
	return m.crowd, nil
}

// attach gives a new case its person: one who is there, or one to be made. What the row says otherwise of somebody who is there stays
// in the note of the case.
func (d *draft) attach() error {
	c, ok := d.row.Record.(*centre.Case)
	if !ok || d.about == nil {
		return nil
	}
	p := d.about.person
	if p.Name == "" {
		return d.leaveInNote(p, nil)
	}
	x, err := d.m.persons()
	if err != nil {
		return err
	}
	id, doubt := x.find(p)
	if doubt != "" {
		d.remark(-1, "", doubt)
	}
	if id == (field.ID{}) {
		if p.Check() != nil {
			return d.leaveInNote(p, nil) // a unit too long for its field: all that was said of her stays with the case
		}
		p.ID = d.m.in.NewID()
		x.fresh[p.ID] = true
		x.add(p)
		s := &Side{Record: p, New: true}
		d.m.dir.sides = append(d.m.dir.sides, s)
		d.m.dir.byID[p.ID] = s
		c.Person = p.ID
		if p.Unit != c.Adverse && p.Unit != (field.ID{}) {
			d.m.uses[p.Unit]++
		}
		return nil
	}
	c.Person = id
	there := x.all[id]
	if !x.fresh[id] {
		d.m.dir.metPerson(there)
		d.remark(-1, "", "exchange.case.person")
		return d.leaveInNote(p, there)
	}
	err = d.leaveInNote(p, fillPerson(there, p))
	x.add(there)
	return err
}

// fillPerson gives a person of this file what only a later row says of her.
func fillPerson(there, p *centre.Person) *centre.Person {
	for i := range centre.PersonType.Fields {
		s := &centre.PersonType.Fields[i]
		if s.Empty(there) && !s.Empty(p) && s.Put(there, s.Raw(p)) != nil {
			continue // a value of the same field always fits
		}
	}
	return there
}

// leaveInNote keeps in the note of the case what its row says of the person otherwise than her record; all of it without one.
func (d *draft) leaveInNote(p, there *centre.Person) error {
	var lines []string
	for i := range centre.PersonType.Fields {
		s := &centre.PersonType.Fields[i]
		col, said := d.about.texts[s.Key]
		if !said || s.Empty(p) || there != nil && s.Equal(p, there) {
			continue
		}
		text := oneLine(d.cells.cell(col).Text)
		if s.Key == "residentid" {
			text = centre.MaskID(p.ResidentID)
		}
		d.remark(col, Noted, "exchange.case.kept")
		lines = append(lines, d.columns[col].title()+"："+text)
	}
	if d.about.unitText != "" && (there == nil || there.Unit != p.Unit || there.UnitText != p.UnitText) {
		d.remark(d.about.unitCol, Noted, "exchange.case.kept")
		lines = append(lines, d.columns[d.about.unitCol].title()+"："+d.about.unitText)
	}
	if len(lines) > 0 {
		d.addToNote(lines)
	}
	if ps := d.row.Record.Check(); ps != nil {
		d.row.Action, d.row.Take = Barred, false
		d.remark(-1, Lacking, ps[0].Say, ps[0].Args...)
	}
	return nil
}

// metPerson puts a person who is there among what rows refer to.
func (d *directory) metPerson(p *centre.Person) {
	if d.byID[p.ID] == nil {
		s := &Side{Record: p}
		d.sides = append(d.sides, s)
		d.byID[p.ID] = s
	}
}

// numberKey is the number that the paper register gave a case, within its year; "" for none. Registers count from 1 every year.
func (m *maker) numberKey(c *centre.Case, name string) string {
	if c.Number == "" || c.Received == 0 {
		return ""
	}
	return fmt.Sprintf("no %d %s\x00%s", c.Received.In(m.zone()).Year(), field.Fold(c.Number), field.Fold(name))
}

func (m *maker) zone() *time.Location {
	if m.in.Zone == nil {
		return time.UTC
	}
	return m.in.Zone
}

// caseKey is what makes two rows of registers the same case: the day, what she said and her name.
func (m *maker) caseKey(c *centre.Case, name string) string {
	day := ""
	if c.Received != 0 {
		day = c.Received.In(m.zone()).Format("2006-01-02")
	}
	key := day + "\x00" + field.Fold(c.Facts) + "\x00" + field.Fold(c.Request) + "\x00" + field.Fold(name)
	if c.Facts == "" && c.Request == "" {
		key += "\x00" + c.Matter + "\x00" + c.Number
	}
	return key
}

// learnCase makes a case of the folder known.
func (m *maker) learnCase(x *existing, c *centre.Case) error {
	name := ""
	if c.Person != (field.ID{}) {
		who, err := m.persons()
		if err != nil {
			return err
		}
		if p := who.all[c.Person]; p != nil {
			name = p.Name
		}
	}
	for _, k := range []string{m.caseKey(c, name), m.numberKey(c, name)} {
		if k != "" {
			x.byKey[k] = append(x.byKey[k], c.ID)
		}
	}
	return nil
}

// beforeCase finds the case that a row of a register is about; nil for a new one.
func (m *maker) beforeCase(d *draft, c *centre.Case) (field.Record, error) {
	name := ""
	if d.about != nil {
		name = d.about.person.Name
	}
	id, ok := m.known.take(m.known.byKey[m.caseKey(c, name)])
	if k := m.numberKey(c, name); !ok && k != "" {
		id, ok = m.known.take(m.known.byKey[k])
	}
	if !ok {
		return nil, nil
	}
	r, err := m.get(id)
	if errors.Is(err, field.Locked) {
		return nil, nil
	}
	return r, err
}
