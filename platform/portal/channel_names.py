"""How a channel (policy C1-C8) is called on the pages."""

from wethaq.platform.actors import Channel
from wethaq.platform.errors import N_

CHANNEL_NAMES = {
    Channel.IN_PERSON: N_("In person"),
    Channel.PHONE: N_("By telephone"),
    Channel.SOCIAL_MEDIA: N_("Social media"),
    Channel.LETTER: N_("By letter"),
    Channel.VOLUNTEER: N_("Through a volunteer"),
    Channel.WEBSITE: N_("On this site"),
    Channel.EMAIL: N_("By e-mail"),
    Channel.SMS: N_("By text message"),
}
