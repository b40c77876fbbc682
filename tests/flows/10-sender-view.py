"""What its sender sees of a public submission is never kept for others."""
import files
from tasks import send_by_web


def story_the_senders_view_is_not_cached(desk, tap):
    """The sender looks first, then a stranger: the stranger's page is the public one."""
    desk.init()
    server = desk.serve()
    sender = server.visitor()
    sent = send_by_web(sender, "quokkaplan.md", files.report("zanzibarleaf").encode(), visibility="name-withheld",
                       name="Wombatunion of Tests", contact="quokka@example.org")
    desk.publish(sent["id"])
    for address in (f"/en/submissions/{sent['id']}", f"/en/submissions/{sent['id']}.json"):
        mine = sender.get(address)
        theirs = server.visitor().get(address)
        tap.ok(mine.status == 200 and "Wombatunion" in mine.text, f"{address}: its sender sees the name", mine.status)
        tap.ok(theirs.status == 200 and not any(w in theirs.text for w in ("Wombatunion", "quokka")),
               f"{address}: a stranger sees none of it", theirs.words[:500])
    theirs = server.visitor().get(f"/en/submissions/{sent['id']}")
    tap.ok("/receipt" not in theirs.text and "/files/" not in theirs.text, "nor a way to receipt and file", theirs.text[:500])
