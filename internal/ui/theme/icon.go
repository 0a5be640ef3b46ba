package theme

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Icons are drawn here as paths on a field of 24 by 24, filled shapes only: the toolkit colours fills, not strokes.
// Circles are curves, for its reader of drawings loses arcs that follow each other.
var paths = map[string]string{
	// a sun over a line: the day
	"today": "M12 6a5 5 0 0 1 5 5 5 5 0 0 1-.4 2H7.400A5 5 0 0 1 7 11a5 5 0 0 1 5-5zM11 1h2v3h-2zM3.500 4.900l1.400-1.400 2.100 2.100-1.400 1.400zM17 5.600l2.100-2.100 1.400 1.400-2.100 2.100zM1 11h3v2H1zM20 11h3v2h-3zM2 16h20v2H2zM6 20h12v2H6z",
	// a folder with a tab: a case
	"cases": "M3 4h7l2 3h9v13H3zM5 9v9h14V9zM7 11h10v2H7zM7 14h6v2H7z",
	// a sheet of days
	"rota": "M3 4h4V2h2v2h6V2h2v2h4v17H3zM5 9v10h14V9zM7 11h3v2H7zM11 11h3v2h-3zM15 11h2v2h-2zM7 15h3v2H7zM11 15h3v2h-3z",
	// columns on a line
	"chart": "M4 11h4v8H4zM10 4h4v15h-4zM16 14h4v5h-4zM2 20h20v2H2z",
	// a flag: something is held
	"events": "M5 2h2v1h12l-3 5 3 5H7v9H5zM7 5v6h8.500l-1.800-3 1.800-3z",
	// two hands make a heart
	"aid": "M12 21l-1.500-1.300C5.200 15 2 12 2 8.500A5.400 5.400 0 0 1 7.500 3c1.700 0 3.400.8 4.500 2.100C13.100 3.800 14.800 3 16.500 3A5.400 5.400 0 0 1 22 8.500c0 3.500-3.200 6.500-8.500 11.200zM7.500 5C5.500 5 4 6.500 4 8.500c0 2.600 2.600 5.100 7.800 9.800l.2.1.2-.1C17.400 13.600 20 11.100 20 8.500 20 6.500 18.500 5 16.500 5c-1.500 0-3 1-3.600 2.400h-1.800C10.500 6 9 5 7.500 5z",
	// a printed sheet with a headline
	"reports": "M4 2h16v20H4zM6 4v16h12V4zM8 6h8v3H8zM8 11h8v1.500H8zM8 14h8v1.500H8zM8 17h5v1.500H8z",
	// a house with a roof: units and the people in them
	"registry": "M12 2l10 7v2h-2v11H4V11H2V9zM6 10v10h4v-6h4v6h4V10l-6-4.200z",
	// three sliders
	"settings": "M2 5h6V3h4v6H8V7H2zM14 5h8v2h-8zM2 11h10V9h4v6h-4v-2H2zM18 11h4v2h-4zM2 17h3v-2h4v6H5v-2H2zM11 17h11v2H11z",
	"audit":    "M3 3h14v2H3zM3 7h14v2H3zM3 11h7v2H3zM3 15h6v2H3zM16 11C18.5 11 20.5 13 20.5 15.500C20.5 16.500 20.200 17.400 19.600 18.200L22.400 21L21 22.400L18.200 19.600C17.500 20 16.800 20 16 20C13.500 20 11.500 18 11.500 15.500C11.500 13 13.500 11 16 11zM16 13C14.600 13 13.500 14.100 13.500 15.500C13.500 16.900 14.600 18 16 18C17.400 18 18.500 16.900 18.500 15.500C18.500 14.100 17.400 13 16 13z",
	"search":   "M10 2C14.42 2 18 5.58 18 10C18 14.42 14.42 18 10 18C5.58 18 2 14.42 2 10C2 5.58 5.58 2 10 2zM10 4C6.69 4 4 6.69 4 10C4 13.31 6.69 16 10 16C13.31 16 16 13.31 16 10C16 6.69 13.31 4 10 4zM15.700 14.300l6 6-1.400 1.400-6-6z",
	"add":      "M11 4h2v7h7v2h-7v7h-2v-7H4v-2h7z",
	"quick":    "M13 1L4 14h6l-1 9 9-13h-6z",
	"lock":     "M7 10V7a5 5 0 0 1 10 0v3h2v12H5V10zM9 10h6V7a3 3 0 0 0-6 0zM7 12v8h10v-8zM11 14h2v4h-2z",
	"user":     "M12 3C14.76 3 17 5.24 17 8C17 10.76 14.76 13 12 13C9.24 13 7 10.76 7 8C7 5.24 9.24 3 12 3zM12 5C10.34 5 9 6.34 9 8C9 9.66 10.34 11 12 11C13.66 11 15 9.66 15 8C15 6.34 13.66 5 12 5zM3 22C3 17 7 14.500 12 14.500S21 17 21 22H19C19 18.500 16 16.500 12 16.500S5 18.500 5 22z",
	"day":      "M3 4h4V2h2v2h6V2h2v2h4v17H3zM5 9v10h14V9zM13 13h4v4h-4z",
	"down":     "M5.400 8L4 9.400l8 8 8-8L18.600 8 12 14.600z",
	"up":       "M5.400 16L4 14.600l8-8 8 8L18.600 16 12 9.400z",
	"left":     "M16 5.400L14.600 4l-8 8 8 8L16 18.600 9.400 12z",
	"right":    "M8 5.400L9.400 4l8 8-8 8L8 18.600 14.600 12z",
	"check":    "M4 12.500l1.400-1.400 4.100 4.100 9-9 1.400 1.400L9.500 18z",
	"close":    "M5.400 4L12 10.600 18.600 4 20 5.400 13.400 12l6.600 6.600-1.400 1.400L12 13.400 5.400 20 4 18.600 10.600 12 4 5.400z",
	"eye":      "M12 5C17 5 21 8.500 23 12C21 15.500 17 19 12 19C7 19 3 15.500 1 12C3 8.500 7 5 12 5zM12 7C8.300 7 5.200 9.400 3.400 12C5.200 14.600 8.300 17 12 17C15.700 17 18.800 14.600 20.600 12C18.800 9.400 15.700 7 12 7zM12 9C13.66 9 15 10.34 15 12C15 13.66 13.66 15 12 15C10.34 15 9 13.66 9 12C9 10.34 10.34 9 12 9z",
	"print":    "M6 2h12v6h4v10h-4v4H6v-4H2V8h4zM8 4v4h8V4zM4 10v6h2v-2h12v2h2v-6zM8 16v4h8v-4z",
	"delete":   "M9 2h6v2h6v2H3V4h6zM5 8h14l-1 14H6zM7.200 10l.7 10h8.200l.7-10zM9 12h2v6H9zM13 12h2v6h-2z",
	"undo":     "M9 4v4h5a6.500 6.500 0 0 1 0 13H7v-2h7a4.500 4.500 0 0 0 0-9H9v4L3 9z",
	"history":  "M13 3a9 9 0 1 1-8.500 12l1.900-.6A7 7 0 1 0 6.500 8.500H10v2H3v-7h2v3.600A9 9 0 0 1 13 3zM12 8h2v4.600l3 1.700-1 1.700-4-2.300z",
	"export":   "M11 3h2v8h3.500L12 16 7.500 11H11zM4 15h2v4h12v-4h2v6H4z",
	"warn":     "M12 2l11 20H1zM12 6L4.400 20h15.200zM11 11h2v4h-2zM11 16.500h2v2h-2z",
	"help":     "M12 2C17.52 2 22 6.48 22 12C22 17.52 17.52 22 12 22C6.48 22 2 17.52 2 12C2 6.48 6.48 2 12 2zM12 4C7.58 4 4 7.58 4 12C4 16.42 7.58 20 12 20C16.42 20 20 16.42 20 12C20 7.58 16.42 4 12 4zM11 16.500h2v2h-2zM9.200 9.500H7.400C7.400 7 9.400 5.400 12 5.400C14.600 5.400 16.600 7 16.600 9.300C16.600 12 13 12.200 13 15H11C11 11.200 14.700 11.200 14.700 9.300C14.700 8.100 13.600 7.200 12 7.200C10.300 7.200 9.200 8.200 9.200 9.500z",
}

func drawing(name string) fyne.Resource {
	return fyne.NewStaticResource(name+".svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000" fill-rule="evenodd" d="`+paths[name]+`"/></svg>`))
}

// Icon returns an icon of ours in the colour of the ink; an unknown name draws the question mark.
func Icon(name string) fyne.Resource { return IconIn(name, Ink) }

// IconIn returns an icon of ours in one of the theme's colours.
func IconIn(name string, color fyne.ThemeColorName) fyne.Resource {
	if _, ok := paths[name]; !ok {
		name = "help"
	}
	return fynetheme.NewColoredResource(drawing(name), color)
}

// Icons returns all icons of ours by name.
func Icons() map[string]fyne.Resource {
	all := map[string]fyne.Resource{}
	for name := range paths {
		all[name] = Icon(name)
	}
	return all
}
