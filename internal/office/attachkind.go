package office

import (
	"bytes"
	"path/filepath"
	"strings"

	"cn.halfsky/internal/centre"
)

// kinds are the media types of files by their ending, for those that a centre keeps. What a file is called decides only how it is
// shown; a picture is recognised by its content.
var kinds = map[string]string{
	".pdf": "application/pdf", ".ofd": "application/ofd", ".txt": "text/plain", ".md": "text/markdown", ".csv": "text/csv", ".log": "text/plain",
	".doc": "application/msword", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xls": "application/vnd.ms-excel", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".ppt": "application/vnd.ms-powerpoint", ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".wps": "application/vnd.ms-works", ".et": "application/vnd.ms-excel", ".rtf": "application/rtf", ".odt": "application/vnd.oasis.opendocument.text",
	".zip": "application/zip", ".rar": "application/vnd.rar", ".7z": "application/x-7z-compressed", ".eml": "message/rfc822",
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".amr": "audio/AMR", ".wav": "audio/wav", ".mp4": "video/mp4", ".mov": "video/quicktime",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp", ".bmp": "image/bmp",
	".tif": "image/tiff", ".tiff": "image/tiff", ".heic": "image/heic", ".heif": "image/heif", ".avif": "image/avif",
}

// starts are how files begin whose kind matters whatever they are called: a photo must not be taken for something that is kept with
// all it says.
var starts = map[string]string{
	"\xff\xd8\xff": "image/jpeg", "\x89PNG\r\n": "image/png", "GIF8": "image/gif", "II*\x00": "image/tiff", "MM\x00*": "image/tiff", "%PDF-": "application/pdf",
}

// mediaOf is the media type of a file by how it begins and what it is called.
func mediaOf(name string, head []byte) string {
	for start, media := range starts {
		if bytes.HasPrefix(head, []byte(start)) {
			return media
		}
	}
	if len(head) >= 12 && string(head[4:8]) == "ftyp" {
		switch brand := string(head[8:12]); {
		case strings.HasPrefix(brand, "he"), brand == "mif1", brand == "msf1":
			return "image/heic"
		case strings.HasPrefix(brand, "avi"):
			return "image/avif"
		}
	}
	if len(head) >= 12 && string(head[:4]) == "RIFF" && string(head[8:12]) == "WEBP" {
		return "image/webp"
	}
	if media := kinds[strings.ToLower(filepath.Ext(name))]; media != "" {
		return media
	}
	return "application/octet-stream"
}

// endingOf is the ending of the file that is shown, where it is one of those known: nothing else of its name stands outside.
func endingOf(a *centre.Attachment) string {
	if a.IsPicture() { // the copy, whatever the original is
		return ".jpg"
	}
	ending := strings.ToLower(filepath.Ext(a.Name))
	if kinds[ending] == "" {
		return ""
	}
	return ending
}
