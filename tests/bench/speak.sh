#!/usr/bin/env bash
# speak.sh TEXT|FILE [VOICE] [WPM] - say a sentence into the virtual microphone of desktop_up.sh.
#
#   tests/bench/speak.sh "I led a team of four"              voice flite:slt, at its own pace
#   tests/bench/speak.sh "Like a robot" espeak:en-us 240     espeak-ng --voices=en lists its voices
#   tests/bench/speak.sh answer.wav                          an existing sound file is played as it is
#   SPEAK_TO=answer.wav tests/bench/speak.sh "text"          write a sound file instead; needs no sound server
#
# flite has the voices slt, rms, awb and kal16; speech recognition understands slt best (PocketSphinx:
# word error rate 37 %, against 86 % for espeak-ng).
# Returns when the sentence has been played to its end, so that a script can time what it does around it.
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"; exit 2; }
text=$1
voice=${2:-flite:slt}
words_per_minute=${3:-170}

render() { # render FILE - the text as a sound file
    case $voice in
    flite:*) flite -voice "${voice#flite:}" -t "$text" -o "$1" ;;
    espeak:*) espeak-ng -v "${voice#espeak:}" -s "$words_per_minute" -w "$1" -- "$text" ;;
    *) echo "unknown voice $voice: write flite:NAME or espeak:NAME" >&2; return 2 ;;
    esac
}

if [ -n "${SPEAK_TO:-}" ]; then
    render "$SPEAK_TO"
    exit
fi

export PULSE_SERVER=${PULSE_SERVER:-unix:${BENCH_DIR:-/tmp/greenroom-bench-$UID}/pulse.sock}
sound=$text
if [ ! -f "$text" ]; then
    sound=$(mktemp --suffix=.wav)
    trap 'rm -f "$sound"' EXIT
    render "$sound"
fi
# No --latency-msec: paplay's own deep buffer keeps the speech whole while the machine is busy
# (with 50 ms and four busy processes only a quarter of it could be recognised).
paplay --device=mic_feed "$sound"
