package start

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// SamplePassphrase opens the sample, and stands on the screen: everything in it is made up.
const SamplePassphrase = "sample-2008-0308"

// sample says what the sample is and where it goes, and opens it.
func (s *Screen) sample() fyne.CanvasObject {
	h := s.host
	act := kit.NewButton(h, h.T("start.sample.act"), kit.Main, s.openSample)
	s.first, s.enter, s.back = act, s.openSample, func() { s.show(s.welcome) }
	return container.NewVBox(kit.Heading(h.T("start.sample")), kit.Prose(h.T("start.sample.about")), kit.Gap(6),
		kit.Pairs(kit.Note(h.T("start.place")), kit.Word(s.o.Sample), kit.Note(h.T("start.pass")), kit.Word(SamplePassphrase)),
		kit.Gap(4), kit.Alarm(h.T("start.sample.warn")), kit.Gap(8),
		container.NewHBox(act, kit.NewButton(h, h.T("kit.back"), kit.Flat, s.back)))
}

// openSample opens the sample that is there, or makes it.
func (s *Screen) openSample() {
	h := s.host
	failed := func(err error) { h.Trouble(h.T("start.sample"), err, "") }
	if s.o.Door.Holds(s.o.Sample) {
		s.typed.dir, s.typed.account = s.o.Sample, ""
		s.open(SamplePassphrase, failed)
		return
	}
	s.create(s.o.Sample, office.Founding{
		Centre: h.T("start.sample.centre"), User: h.T("start.sample.user"), Passphrase: SamplePassphrase, Sample: true,
	}, failed)
}
