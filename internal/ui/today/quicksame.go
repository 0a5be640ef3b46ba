package today

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// mostCallers is how many earlier callers are offered; more would be read by nobody with somebody on the line.
const mostCallers = 12

// samePause is how long typing of a telephone number must rest before it is looked up.
const samePause = 250 * time.Millisecond

// callers are the options of the field who: earlier callers with how often they came, and the name as that of somebody new. A person
// of another name never stands before the name that was typed: taking one for the other does more harm than a second entry.
func (s *strip) callers() func(typed string, show func([]kit.Option)) {
	asked := 0
	return func(typed string, show func([]kit.Option)) {
		typed = field.Tidy(typed)
		asked++
		mine := asked
		s.host.After(samePause/2, func() {
			if mine != asked {
				return
			}
			kit.Go(s.host, func() ([]kit.Hit, error) {
				if typed == "" {
					return nil, nil
				}
				return s.log.Callers(typed, mostCallers)
			}, func(hits []kit.Hit, err error) {
				if err != nil {
					s.host.Trouble(s.host.T("kit.look"), err, "")
					return
				}
				show(s.offered(typed, hits))
			})
		})
	}
}

func (s *strip) offered(typed string, hits []kit.Hit) []kit.Option {
	var exact, others, fresh []kit.Option
	for _, hit := range hits {
		o := kit.Option{Value: hit.ID.String(), Text: hit.Name, Note: hit.Note}
		if field.Fold(hit.Name) == field.Fold(typed) {
			exact = append(exact, o)
		} else {
			others = append(others, o)
		}
	}
	if _, bad := centre.PersonName(typed); typed != "" && bad == "" {
		fresh = append(fresh, kit.Option{Value: "name", Text: s.host.T("quick.who.new", typed), New: true},
			kit.Option{Value: pseudonym, Text: s.host.T("quick.who.pseudonym", typed), New: true})
	}
	if kept, bad := centre.Phone(typed); typed != "" && bad == "" {
		fresh = append(fresh, kit.Option{Value: "phone", Text: s.host.T("quick.who.phone", kept), New: true})
	}
	if len(others) > 0 && latin(typed) { // pinyin, initials or a number: the people found are what is meant
		return slices.Concat(exact, others, fresh)
	}
	return slices.Concat(exact, fresh, others)
}

func latin(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r > 0x7f })
}

// tookPerson takes an earlier caller, a name, a pseudonym, or a telephone number in place of a name.
func (s *strip) tookPerson(o kit.Option) {
	typed, picked := s.person.Typed(), o
	switch {
	case o.New && o.Value == "phone":
		s.phone.SetText(typed)
		o = kit.Option{}
	case o.New && o.Value == pseudonym:
		o = kit.Option{Value: pseudonym, Text: typed}
	case o.New:
		o = kit.Option{Text: typed}
	}
	s.kept.Who = o
	s.person.Set(s.shownName(o))
	s.host.Edited()
	s.known.look()
	s.onward(picked, s.what)
}

// shownName is a name as the field shows it.
func (s *strip) shownName(o kit.Option) kit.Option {
	if o.Value == pseudonym {
		o.Text = s.host.T("quick.who.called", o.Text)
	}
	return o
}

// knownPart says who the caller may be, how often she came, and how often others came about her employer.
type knownPart struct {
	strip  *strip
	box    *fyne.Container
	people []office.Same // that may be taken
	asked  int
}

func newKnownPart(s *strip) *knownPart { return &knownPart{strip: s, box: container.NewVBox()} }

// soon looks when typing rests.
func (k *knownPart) soon() {
	k.asked++
	mine := k.asked
	k.strip.host.After(samePause, func() {
		if mine == k.asked {
			k.look()
		}
	})
}

// look reads anew who may be known already.
func (k *knownPart) look() {
	k.asked++
	mine, s := k.asked, k.strip
	who := s.kept.Who
	person := kit.RecordOf(who)
	sought := office.Sought{Phone: field.Tidy(s.phone.Text), Unit: kit.RecordOf(s.kept.Unit), Except: person, Most: 3}
	if person == (field.ID{}) && who.Value != pseudonym {
		sought.Name = who.Text
	}
	type found struct {
		same []office.Same
		n    int
		last field.Day
	}
	kit.Go(s.host, func() (f found, err error) {
		if f.same, err = s.log.SamePersons(sought); err != nil || person == (field.ID{}) {
			return f, err
		}
		f.n, f.last, err = s.log.EarlierOf(person)
		return f, err
	}, func(f found, err error) {
		if mine != k.asked {
			return
		}
		if err != nil {
			s.host.Trouble(s.host.T("kit.look"), err, "")
			return
		}
		k.show(f.same, f.n, f.last)
	})
}

func (k *knownPart) show(same []office.Same, n int, last field.Day) {
	h := k.strip.host
	k.people, k.box.Objects = nil, nil
	if n > 0 {
		k.box.Add(kit.Hint(h.T("quick.came", n, h.Shown().Day(last))))
	}
	for _, x := range same {
		if x.Table == centre.PersonType.Table {
			k.people = append(k.people, x)
		}
		k.box.Add(kit.Prose(sameLine(h, x)))
	}
	if len(k.people) > 0 {
		k.box.Add(kit.Hint(h.T("quick.same.take")))
	}
	k.box.Refresh()
	k.strip.refit()
}

// sameLine says in a line who may be meant and why.
func sameLine(h *kit.Host, x office.Same) string {
	var whys []string
	for _, why := range x.Why {
		whys = append(whys, h.T("same.why."+why))
	}
	switch {
	case x.Table != centre.PersonType.Table:
		return h.T("quick.employer", x.Name, x.Cases, h.Shown().Day(x.Last))
	case x.Cases == 0:
		return h.T("quick.same.never", x.Name, h.Book.List(whys...))
	}
	return h.T("quick.same", x.Name, h.Book.List(whys...), x.Cases, h.Shown().Day(x.Last))
}

// take asks which of the people found is the caller.
func (k *knownPart) take() {
	s := k.strip
	if len(k.people) == 0 {
		return
	}
	var options []kit.Option
	for _, x := range k.people {
		options = append(options, kit.Option{Value: x.ID.String(), Text: x.Name, Note: s.host.T("same.why." + x.Why[0])})
	}
	s.host.Choose(s.host.T("quick.same.which"), options, func(o kit.Option) {
		s.kept.Who = kit.Option{Value: o.Value, Text: o.Text}
		s.person.Set(s.kept.Who)
		s.host.Edited()
		k.look()
		s.host.Focus(s.what)
	})
}
