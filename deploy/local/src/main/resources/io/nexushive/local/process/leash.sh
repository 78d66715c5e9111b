# leash <pid file> <signal> <seconds of grace> <command…>
# Runs the command and holds it by standard input: when that closes, because the starter asked or
# because it is gone, the command gets the signal, and after a grace period is killed.
pidfile=$1 signal=$2 grace=$3
shift 3
exec 3<&0
trap '' INT QUIT HUP
# A session of its own keeps a terminal's Ctrl-C away: the starter decides the order of stopping.
if command -v setsid >/dev/null 2>&1; then
  setsid "$@" </dev/null 3<&- &
else
  "$@" </dev/null 3<&- &
fi
child=$!
echo "$child" >"$pidfile"
trap 'kill -"$signal" "$child" 2>/dev/null' TERM
(
  # A signal for the whole process group must not take away the one who sees to the end.
  trap '' TERM
  while read -r _; do :; done
  kill -"$signal" "$child" 2>/dev/null
  while [ "$grace" -gt 0 ] && kill -0 "$child" 2>/dev/null; do
    sleep 1
    grace=$((grace - 1))
  done
  kill -KILL "$child" 2>/dev/null
) <&3 &
watch=$!
exec 3<&-
while :; do
  wait "$child"
  code=$?
  kill -0 "$child" 2>/dev/null || break
done
kill -KILL "$watch" 2>/dev/null
rm -f "$pidfile"
exit "$code"
