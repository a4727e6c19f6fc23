//go:build race

package markdown

// raceEnabled tells tests of time that they run under the race detector.
const raceEnabled = true
