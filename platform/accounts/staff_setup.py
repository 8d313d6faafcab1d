"""Setting up a staff account: the invited person chooses a password and goes straight to the second step."""

from datetime import datetime

from wethaq.platform.accounts.identity import actor_of, get_account
from wethaq.platform.accounts.passwords import set_first_password
from wethaq.platform.accounts.policy import InvitationInvalidError
from wethaq.platform.accounts.sign_in import Entry, Knock, admit
from wethaq.platform.accounts.staff import find_invited, use_invitation
from wethaq.platform.database.transaction import transaction
from wethaq.platform.security.password_policy import ensure_acceptable_password


async def set_up_account(token: str, password: str, *, knock: Knock, now: datetime) -> Entry:
    """Use the link up and set the password; the account opens only after the second step.

    The password is judged before the link is used up. Raises InvitationInvalidError.
    """
    await find_invited(token, now=now)
    ensure_acceptable_password(password, is_staff=True)
    async with transaction():
        account_id = await use_invitation(token, now=now)
        invited = await get_account(account_id)
        if invited is None:
            raise InvitationInvalidError
        await set_first_password(account_id, password, actor=actor_of(invited), now=now)
    account = await get_account(account_id)
    if account is None or not account.is_active:
        raise InvitationInvalidError
    return await admit(account, knock=knock, next_path=None, now=now)
