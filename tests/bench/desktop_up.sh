#!/usr/bin/env bash
# desktop_up.sh - a screen (Xvfb) and a microphone (PulseAudio) for a machine that has neither.
#
#   eval "$(tests/bench/desktop_up.sh)"   start what is not running yet; export DISPLAY, PULSE_SERVER ...
#   tests/bench/desktop_up.sh sound       the same with the microphone alone
#   tests/bench/desktop_up.sh status      one line per program; exit 1 unless screen and sound both run
#   tests/bench/desktop_up.sh unplug      kill -9 the sound server, as when the only sound card is pulled out
#   tests/bench/desktop_up.sh stop        end what this script started, by the process ids it wrote down
#
# BENCH_DIR   holds process ids, socket and logs; one folder is one bench (default /tmp/greenroom-bench-UID)
# BENCH_SIZE  size of the screen (default 1280x800)
#
# speak.sh -> sink "mic_feed" -> source "mic"    the default source: what the program hears
# the program -> sink "speakers"                 the default sink, kept apart so that it never leaks into "mic"
#
#   parec --device=speakers.monitor    hears what the program plays
#   pactl set-source-mute mic 1        a muted microphone: recording goes on with zeros
#   pactl suspend-source mic 1         a stalled device: no sound arrives, and no error either
set -euo pipefail

dir=${BENCH_DIR:-/tmp/greenroom-bench-$UID}
size=${BENCH_SIZE:-1280x800}
socket=$dir/pulse.sock
mkdir -p "$dir"
chmod 700 "$dir"

# An id counts only while it still runs that very program: ids are reused, and a zombie has no exe link.
running() {
    local pid
    pid=$(cat "$dir/$1.pid" 2>/dev/null) && [[ $(readlink "/proc/$pid/exe") = */"$1" ]]
}

gone() { ! running "$1"; }

wait_for() {
    local i
    for i in {1..100}; do
        "$@" && return
        sleep 0.1
    done
    return 1
}

launch() { # launch PROGRAM ARG... - in a session of its own; log and id go to $dir, the lock (9) is not inherited
    setsid "$@" >"$dir/$1.log" 2>&1 </dev/null 9>&- &
    echo $! >"$dir/$1.pid"
}

start_screen() {
    rm -f "$dir/display"
    # -displayfd: Xvfb takes a free display number by itself and writes it once it is ready
    launch Xvfb -displayfd 8 -screen 0 "${size}x24" -nolisten tcp -noreset 8>"$dir/display"
    wait_for test -s "$dir/display" || { echo "no screen, see $dir/Xvfb.log" >&2; return 1; }
}

start_window_manager() { # optional: gives windows focus and a title bar
    if command -v openbox >/dev/null; then DISPLAY=":$(cat "$dir/display")" launch openbox; fi
}

start_sound() {
    # norewinds=1 makes a null sink usable as a microphone: without it an idle sink sleeps for 2 s and
    # a recording gets its first sound up to 1.8 s late. The remapped source is there because lists of
    # microphones leave the monitors of loudspeakers out.
    cat >"$dir/bench.pa" <<-PA
	load-module module-native-protocol-unix socket=$socket auth-anonymous=1
	load-module module-null-sink norewinds=1 rate=48000 sink_name=mic_feed sink_properties=device.description=MicFeed
	load-module module-null-sink norewinds=1 rate=48000 sink_name=speakers sink_properties=device.description=BenchSpeakers
	load-module module-remap-source master=mic_feed.monitor source_name=mic source_properties=device.description=BenchMicrophone
	set-default-source mic
	set-default-sink speakers
	PA
    rm -f "$socket"
    # A home and runtime folder of its own: a developer's own sound server is neither read nor disturbed.
    HOME=$dir XDG_RUNTIME_DIR=$dir launch pulseaudio -n -F "$dir/bench.pa" --daemonize=no --use-pid-file=no \
        --exit-idle-time=-1 --realtime=no --log-target=stderr
    wait_for env PULSE_SERVER="unix:$socket" pactl info >/dev/null 2>&1 ||
        { echo "no sound, see $dir/pulseaudio.log" >&2; return 1; }
}

screen() {
    command -v Xvfb >/dev/null || { echo "no screen: Xvfb is not installed" >&2; return 0; }
    running Xvfb || start_screen || return 1
    running openbox || start_window_manager
    echo "export DISPLAY=:$(cat "$dir/display")"
    echo "export QT_QPA_PLATFORM=xcb"
}

sound() {
    if ! command -v pulseaudio >/dev/null || ! command -v pactl >/dev/null; then
        echo "no sound: pulseaudio and pulseaudio-utils are not both installed" >&2
        return 0
    fi
    running pulseaudio || start_sound || return 1
    # ALSA's "default", which PortAudio opens, is the server above, whatever ~/.asoundrc or /etc say.
    printf '%s\n' '</usr/share/alsa/alsa.conf>' 'pcm.!default { type pulse hint.show on }' \
        'ctl.!default { type pulse }' >"$dir/asound.conf"
    echo "export PULSE_SERVER=unix:$socket"
    echo "export ALSA_CONFIG_PATH=$dir/asound.conf"
}

end() { # end PROGRAM SIGNAL
    if running "$1"; then
        kill "-$2" "$(cat "$dir/$1.pid")"
        wait_for gone "$1"
    fi
    rm -f "$dir/$1.pid"
}

status() {
    local program rc=0
    for program in Xvfb pulseaudio; do
        if running $program; then
            echo "$program: running, process $(cat "$dir/$program.pid")"
        else
            echo "$program: not running"
            rc=1
        fi
    done
    return $rc
}

exec 9>"$dir/lock"
flock 9 # two starts at once make one bench
case ${1:-start} in
start)
    rc=0
    screen || rc=1
    sound || rc=1
    exit $rc
    ;;
sound) sound ;;
status) status ;;
unplug) end pulseaudio KILL ;;
stop)
    end pulseaudio TERM
    end openbox TERM
    end Xvfb TERM
    rm -f "$dir/display" "$socket"
    ;;
*)
    sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"
    exit 2
    ;;
esac
