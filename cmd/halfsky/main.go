// Command halfsky is the program people start: the window over one data folder.
package main

import (
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	w := app.NewWithID("cn.halfsky").NewWindow("半边天")
	w.SetContent(widget.NewLabel("半边天"))
	w.ShowAndRun()
}
