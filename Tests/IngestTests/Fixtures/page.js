// viewer
const events = [];
function show(e) { document.title = e.eventName; }
let shown = events.map(e => show(e));
