package paper

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"

	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// heapMost is what the largest book may take, faces and figures included.
const heapMost = 64 << 20 // bytes

// TestABookOf200PagesStaysSmall makes a book of statistics of more than 200 pages, with the collector as the program has it (GOGC 100, no
// limit), and looks at the living and dead objects of the heap every half millisecond.
func TestABookOf200PagesStaysSmall(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	s := largeStatistics(t)
	runtime.GC()
	before := heapNow()
	stop, most := make(chan bool), make(chan uint64)
	go func() {
		high := uint64(0)
		for {
			select {
			case <-stop:
				most <- high
				return
			case <-time.After(500 * time.Microsecond):
				high = max(high, heapNow())
			}
		}
	}()
	p := mustLayout(t, StatisticsDoc(s, docSetting(say.ZH)).Doc)
	if err := Write(io.Discard, p); err != nil {
		t.Fatal(err)
	}
	close(stop)
	high := <-most
	t.Logf("%d pages, %.1f MB at most, %.1f MB before", len(p.Sheets), float64(high)/(1<<20), float64(before)/(1<<20))
	if len(p.Sheets) < 200 {
		t.Errorf("only %d pages", len(p.Sheets))
	}
	if high > heapMost {
		t.Errorf("%d bytes of heap, %d are allowed", high, heapMost)
	}
}

// largeStatistics are the figures of a centre with as many stations as fill the book.
func largeStatistics(t testing.TB) *summary.Statistics {
	r := docStat(t)
	for i := range 82 {
		r.Stations = append(r.Stations, fmt.Sprintf("示例第%d维权站", i+1))
	}
	for i := range 3600 {
		c := r.Cases[i%240]
		c.ID, c.Person, c.Station = docID(30000+i), docID(40000+i), r.Stations[i*11%len(r.Stations)]
		r.Cases = append(r.Cases, c)
	}
	return statisticsOf(t, r, 3)
}

// heapNow is the room of all objects on the heap, dead ones included that are not swept yet.
func heapNow() uint64 {
	sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
