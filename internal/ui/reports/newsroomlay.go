package reports

import "fyne.io/fyne/v2"

// shareAcross lays objects side by side by shares of the width.
type shareAcross struct{ shares []float32 }

// Layout is called by the toolkit.
func (l *shareAcross) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const gap = 14
	room, x := size.Width-gap*float32(len(objects)-1), float32(0)
	for i, o := range objects {
		w := room * l.shares[i]
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(w, size.Height))
		x += w + gap
	}
}

// MinSize is called by the toolkit.
func (l *shareAcross) MinSize(objects []fyne.CanvasObject) fyne.Size { return fyne.NewSize(600, 200) }

// shareDown lays two objects one below the other, the first with its share of the height.
type shareDown struct{ first float32 }

// Layout is called by the toolkit.
func (l *shareDown) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	high := size.Height * l.first
	objects[0].Resize(fyne.NewSize(size.Width, high-6))
	objects[1].Move(fyne.NewPos(0, high+6))
	objects[1].Resize(fyne.NewSize(size.Width, size.Height-high-6))
}

// MinSize is called by the toolkit.
func (l *shareDown) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(160, 160) }
