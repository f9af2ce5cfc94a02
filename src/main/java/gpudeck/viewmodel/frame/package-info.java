/// What stands around every page: the account, freshness, money, alarms.
@NullMarked
package gpudeck.viewmodel.frame;

import org.jspecify.annotations.NullMarked;
