# Runs a command that must not outlive us: when our standard input ends, because whoever started us closed it or died
# in whatever way, the command gets the signal $1, and SIGKILL if it still runs $2 seconds later.
signal=$1 patience=$2
shift 2
trap '' INT HUP
"$@" </dev/null &
child=$!
# From here on only the command holds the output open, so that its end is the command's end.
exec >/dev/null 2>&1
read -r _
kill -s "$signal" "$child"
tenths=0
while kill -0 "$child" && [ "$tenths" -lt $((patience * 10)) ]; do
  sleep 0.1
  tenths=$((tenths + 1))
done
kill -s KILL "$child"
wait "$child"
