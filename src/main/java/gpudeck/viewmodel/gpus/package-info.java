/// What can be rented: types, prices, capacity.
@NullMarked
package gpudeck.viewmodel.gpus;

import org.jspecify.annotations.NullMarked;
