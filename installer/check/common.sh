# Shared by the checks: each says what it looked at, and the first that fails ends the run.
must() {
    local what=$1
    shift
    if "$@"; then echo "ok: $what"; else echo "FAILED: $what"; exit 1; fi
}
exits() { # exits CODE COMMAND...
    local want=$1 got=0
    shift
    "$@" || got=$?
    [ "$got" = "$want" ]
}
within() { # within SECONDS COMMAND...: tries again until it succeeds
    local left=$1
    shift
    until "$@" > /dev/null 2>&1; do
        left=$((left - 1))
        if [ "$left" -le 0 ]; then return 1; fi
        sleep 1
    done
}
drawn() { # drawn NAME: takes a picture of the screen; a screen with nothing on it has a handful of colours
    import -window root "/x/seen/$1.png"
    [ "$(identify -format %k "/x/seen/$1.png")" -gt 100 ]
}
gone() { [ ! -e "$1" ]; }
has() { tr -d ' \n\r' < "$1" | grep -qF -- "$2"; }
